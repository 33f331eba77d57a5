import {
  attribute,
  firstChild,
  localName,
  matches,
  nextSibling,
  nodeType,
  parentElement,
} from '@/utils/adapters/safe-dom';
import { MAX_POST_CHARS } from '@/utils/schema/limits';
import type { ChatKind, PeerId, Post, TelegramClient } from '@/utils/schema/telegram';

/**
 * What a page of Telegram Web shows, for where the hook in the page's own world
 * cannot tell: ids and data attributes, never hashed classes, never translated
 * words.
 */
export interface SeenChat {
  readonly peer: PeerId;
  /** Null: the page does not say. */
  readonly kind: ChatKind | null;
  readonly title: string;
  /** Those that are in the page now: both clients keep some sixty of a long chat. */
  readonly posts: readonly Post[];
}

/**
 * `starting`: the app has not drawn itself; `list`: no chat is in front; `chat`;
 * `changed`: messages stand there, and we cannot tell whose.
 */
export type TelegramLook =
  | { readonly state: 'starting' | 'list' | 'changed' }
  | { readonly state: 'chat'; readonly chat: SeenChat };

export interface TelegramPage {
  readonly client: TelegramClient;
  /** The column of the open chat: what a cover lies over. */
  readonly column: string;
  /** The list of chats, under which the column may reach: a cover leaves it free. */
  readonly list: string;
  read(page: Document, url: URL): TelegramLook;
}

/** Channels and supergroups as client A and the bot API write them: -(10^12 + id). */
const MARKED = 1_000_000_000_000n;

/** An id as client K writes it; null where it is none. */
export function peerOf(raw: string | null | undefined, client: TelegramClient): PeerId | null {
  if (!raw || !/^-?[1-9]\d{0,18}$/.test(raw)) return null;
  const id = BigInt(raw);
  return client === 'a' && id < -MARKED ? String(id + MARKED) : raw;
}

const TEXT = 3;
const ELEMENT = 1;

/**
 * The text of a message, up to the cap: as rendered, with what `leave` matches
 * left out (times, reactions). Pictures that stand for signs say their sign.
 */
export function postText(root: Element, leave: string): string {
  let text = '';
  let node: Node | null = firstChild(root);
  while (node && text.length < MAX_POST_CHARS) {
    let inner: Node | null = null;
    if (nodeType(node) === TEXT) text += (node as Text).data;
    else if (nodeType(node) === ELEMENT && !matches(node as Element, leave)) {
      const element = node as Element;
      const name = localName(element);
      if (name === 'img') text += attribute(element, 'alt') ?? '';
      else if (name === 'br') text += '\n';
      else inner = firstChild(element);
    }
    node = inner ?? after(node, root);
  }
  return text.slice(0, MAX_POST_CHARS).trim();
}

/** The next node in the order of the document that is not inside this one. */
function after(node: Node, root: Element): Node | null {
  for (let at: Node | null = node; at && at !== root; at = parentElement(at)) {
    const next = nextSibling(at);
    if (next) return next;
  }
  return null;
}
