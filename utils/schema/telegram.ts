import * as z from 'zod/mini';
import {
  MAX_ABOUT_CHARS,
  MAX_CHAT_TITLE_CHARS,
  MAX_POST_CHARS,
  MAX_POSTS_AT_ONCE,
} from '@/utils/schema/limits';

/**
 * What the parts that protect in Telegram Web tell each other. The hook lives in the page's own world and
 * knows what the app asks for; everything else lives beside it in the extension's. Both ends are ours, and the
 * page holds neither: what travels between them is typed here, and parsed only where it reaches the background
 * (`ChatFacts`). The hook imports types alone: no parser in the page.
 */

export const TelegramClient = z.enum(['k', 'a']);
export type TelegramClient = z.infer<typeof TelegramClient>;

export const ChatKind = z.enum(['private', 'group', 'channel']);
export type ChatKind = z.infer<typeof ChatKind>;

/** As client K writes it: user "777001", basic group "-5501", channel or supergroup "-1987654321" (no -100). */
export const PeerId = z.string().check(z.regex(/^-?[1-9]\d{0,18}$/));
export type PeerId = z.infer<typeof PeerId>;

export const Post = z.object({
  /** The server's number of the message, the same in both clients. */
  id: z.string().check(z.maxLength(24)),
  text: z.string().check(z.maxLength(MAX_POST_CHARS)),
  forwardedFrom: z.optional(PeerId),
});
export type Post = z.infer<typeof Post>;

/** What the page knows of a chat. Posts come in deltas: an id that comes again was edited. */
export const ChatFacts = z.object({
  client: TelegramClient,
  peer: PeerId,
  /** Null: not known yet. It is then treated like a channel. */
  kind: z.nullable(ChatKind),
  title: z.string().check(z.maxLength(MAX_CHAT_TITLE_CHARS)),
  username: z.string().check(z.maxLength(64)),
  about: z.string().check(z.maxLength(MAX_ABOUT_CHARS)),
  members: z.nullable(z.number()),
  posts: z.array(Post).check(z.maxLength(MAX_POSTS_AT_ONCE)),
});
export type ChatFacts = z.infer<typeof ChatFacts>;

const Kinds = z.object({
  contacts: z.boolean(),
  private: z.boolean(),
  groups: z.boolean(),
  channels: z.boolean(),
});

/** What the app saves by itself, by kind of media and of chat. */
export const AutoDownload = z.object({
  photo: Kinds,
  video: Kinds,
  file: Kinds,
  /** The master switch of client K: nothing is saved by itself, whatever stands above. */
  off: z.boolean(),
});
export type AutoDownload = z.infer<typeof AutoDownload>;

/** Why the protection may not be whole. */
export type HookTrouble = 'no-known-shape' | 'hook-replaced' | 'structure-unknown' | 'no-answer';

/** From the hook to the isolated world. */
export type HookSays =
  | { say: 'ready'; client: TelegramClient }
  | { say: 'trouble'; what: HookTrouble }
  | { say: 'well' }
  /** Turns of a peer count up. Until a verdict names the last one, media of the peer waits: it may be judged by what came last. */
  | { say: 'chat'; chat: ChatFacts; turn: number }
  /** Media of this peer is asked for, and nobody has judged it. */
  | { say: 'waiting'; peer: PeerId }
  /** How many requests of the peer are kept back now. */
  | { say: 'held'; peer: PeerId; count: number }
  /** The chat in front changed; null: none is open. */
  | { say: 'open'; peer: PeerId | null }
  /** The page writes a file of this peer to the disk. */
  | { say: 'saving'; peer: PeerId; name: string }
  | { say: 'media'; peer: PeerId; ids: string[] }
  /** Null: the app did not let us look. */
  | { say: 'auto-download'; state: AutoDownload | null }
  /**
   * Client A, several tabs: one of them fetches for all. `on`: the reader lets this tab show the peer, so that
   * the others may fetch for it (`lend`); it goes to the other tabs through the background.
   */
  | { say: 'lends'; peer: PeerId; on: boolean };

/** From the isolated world to the hook. */
export type HookDoes =
  /** `turn`: of the last `chat` that it knows of. */
  | { do: 'verdict'; peer: PeerId; hold: boolean; turn: number }
  /** The background is at work on it: wait longer than for one that does not answer at all. */
  | { do: 'wait'; peer: PeerId }
  /** The reader's own click: let go until this visit of the chat ends. */
  | { do: 'show'; peer: PeerId }
  | { do: 'media-of'; peer: PeerId }
  | { do: 'auto-download-off' }
  /** Another tab says `lends`: what it asks for is fetched, what this tab asks for stays. */
  | { do: 'lend'; peer: PeerId; on: boolean };
