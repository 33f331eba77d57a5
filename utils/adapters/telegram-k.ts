import { all, attribute, matches, one, rawText } from '@/utils/adapters/safe-dom';
import { peerOf, postText, type TelegramPage } from '@/utils/adapters/telegram-page';
import { MAX_CHAT_TITLE_CHARS } from '@/utils/schema/limits';
import type { ChatKind, PeerId, Post } from '@/utils/schema/telegram';

/** Several chats may stand in the column, the one before during a transition; only one is active. */
const CHAT = '#column-center .chat.active';
const TITLE = '.topbar .chat-info .peer-title[data-peer-id]';
const PEER = `.topbar .chat-info .person-avatar[data-peer-id], ${TITLE}, .chat-input .input-message-input[data-peer-id]`;
const MESSAGE = '.bubble[data-mid]:not(.service):not(.is-date):not(.is-sponsored)';
const LEAVE = '.time, .reactions, .reply, .name';
/** Numbers of messages in channels and supergroups begin there. */
const CHANNEL_NUMBERS = 2n ** 32n;

export const telegramK: TelegramPage = {
  client: 'k',
  column: '#column-center',
  list: '#column-left',
  read(page) {
    if (!one(page, '#column-center')) return { state: 'starting' };
    const chat = one(page, CHAT);
    if (!chat) return { state: 'list' };
    const bubbles = all(chat, MESSAGE);
    const named = one(chat, PEER);
    const peer = peerOf(named && attribute(named, 'data-peer-id'), 'k');
    if (!peer) return { state: bubbles.length > 0 ? 'changed' : 'list' };
    const title = one(chat, TITLE);
    return {
      state: 'chat',
      chat: {
        peer,
        kind: kindOf(chat, peer),
        title: title ? rawText(title).trim().slice(0, MAX_CHAT_TITLE_CHARS) : '',
        posts: bubbles.flatMap((bubble) => postOf(bubble, peer)),
      },
    };
  },
};

function kindOf(chat: Element, peer: PeerId): ChatKind | null {
  if (!peer.startsWith('-')) return 'private';
  const list = one(chat, '.bubbles-inner');
  if (!list) return null;
  if (matches(list, '.is-broadcast')) return 'channel';
  return matches(list, '.is-chat') ? 'group' : null;
}

function postOf(bubble: Element, peer: PeerId): Post[] {
  const mid = attribute(bubble, 'data-mid') ?? '';
  // Places for messages that are no messages have 0 or less; what the reader wrote in private is not done to them.
  if (!/^[1-9]\d{0,18}$/.test(mid)) return [];
  if (!peer.startsWith('-') && matches(bubble, '.is-out')) return [];
  const message = one(bubble, '.message');
  const body = one(bubble, '.message .translatable-message') ?? message;
  const text = body ? postText(body, LEAVE) : '';
  if (text === '') return [];
  const number = BigInt(mid);
  const id = String(number >= CHANNEL_NUMBERS ? number % CHANNEL_NUMBERS : number);
  const from = one(bubble, '.name .peer-title[data-peer-id]');
  const forwarded =
    matches(bubble, '.forwarded') && from ? peerOf(attribute(from, 'data-peer-id'), 'k') : null;
  return [{ id, text, ...(forwarded ? { forwardedFrom: forwarded } : {}) }];
}
