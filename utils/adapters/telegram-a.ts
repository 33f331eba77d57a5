import { all, attribute, closest, matches, one, rawText } from '@/utils/adapters/safe-dom';
import { peerOf, postText, type TelegramPage } from '@/utils/adapters/telegram-page';
import { MAX_CHAT_TITLE_CHARS } from '@/utils/schema/limits';
import type { ChatKind, PeerId, Post } from '@/utils/schema/telegram';

const HEADER = '#MiddleColumn .MiddleHeader .ChatInfo';
/** A transition keeps two slides, the one that comes and the one that goes. */
const COMING = '.Transition_slide-to, .Transition_slide-active';
const MESSAGE = '.Message.message-list-item[data-message-id]';
const LEAVE = '.MessageMeta, .Reactions';
const HASH = /^#(-?\d{1,19})(?:[_?]|$)/;

export const telegramA: TelegramPage = {
  client: 'a',
  column: '#MiddleColumn',
  list: '#LeftColumn',
  read(page, { hash }) {
    if (!one(page, '#MiddleColumn')) return { state: 'starting' };
    // The hash is there before the header is drawn, and names the chat for certain.
    const info = comingOf(all(page, HEADER));
    const avatar = info && one(info, '.Avatar[data-peer-id]');
    const peer = peerOf(HASH.exec(hash)?.[1] ?? (avatar && attribute(avatar, 'data-peer-id')), 'a');
    const list = comingOf(all(page, '#MiddleColumn .MessageList'));
    const messages = list ? all(list, MESSAGE) : [];
    if (!peer) return { state: messages.length > 0 ? 'changed' : 'list' };
    const shown = peerOf(avatar && attribute(avatar, 'data-peer-id'), 'a');
    // Until the header is that of the new chat its messages are those of the one before.
    if (shown !== null && shown !== peer)
      return { state: 'chat', chat: { peer, kind: kindOf(peer, null), title: '', posts: [] } };
    const title = info && one(info, '.fullName');
    return {
      state: 'chat',
      chat: {
        peer,
        kind: kindOf(peer, list),
        title: title ? rawText(title).trim().slice(0, MAX_CHAT_TITLE_CHARS) : '',
        posts: messages.flatMap((message) => postOf(message, peer)),
      },
    };
  },
};

/** Of several slides the one that comes, or is there to stay. */
function comingOf(elements: readonly Element[]): Element | null {
  const inSlide = elements.filter((element) => closest(element, '[class*="Transition_slide"]'));
  return inSlide.findLast((element) => closest(element, COMING)) ?? elements.at(-1) ?? null;
}

function kindOf(peer: PeerId, list: Element | null): ChatKind | null {
  if (!peer.startsWith('-')) return 'private';
  // Posts of a channel have no senders.
  return list && one(list, '.sender-group-container .Avatar[data-peer-id]') ? 'group' : null;
}

function postOf(message: Element, peer: PeerId): Post[] {
  const id = attribute(message, 'data-message-id') ?? '';
  if (!/^[1-9]\d{0,18}$/.test(id)) return [];
  if (!peer.startsWith('-') && matches(message, '.own')) return [];
  const body = one(message, '.text-content');
  const text = body ? postText(body, LEAVE) : '';
  if (text === '') return [];
  const from = one(message, '.message-content.is-forwarded .message-title-name .Avatar[data-peer-id]');
  const forwarded = from ? peerOf(attribute(from, 'data-peer-id'), 'a') : null;
  return [{ id, text, ...(forwarded ? { forwardedFrom: forwarded } : {}) }];
}
