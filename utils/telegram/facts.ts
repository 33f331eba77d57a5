import {
  MAX_ABOUT_CHARS,
  MAX_CHAT_POSTS,
  MAX_CHAT_TITLE_CHARS,
  MAX_POST_CHARS,
  MAX_POSTS_AT_ONCE,
} from '@/utils/schema/limits';
import type { ChatFacts, ChatKind, PeerId, Post, TelegramClient } from '@/utils/schema/telegram';
import { charCodeAt, oldest, SafeList, SafeMap, slice } from '@/utils/telegram/natives';

/**
 * What has been seen of the chats: who they are, and what was written there and has not been told yet.
 *
 * Texts wait here only until somebody asks for their chat; then each is told once, and again when it was edited.
 * Bounded in every direction: chats, texts that wait, texts told of one chat in one visit.
 */
export interface Facts {
  /** What is known of a chat itself. */
  know(peer: PeerId, about: About): void;
  /** Something was written in the chat; null: a message without words. */
  post(peer: PeerId, post: Post | null): void;
  /** Whether messages of this chat were seen: it is one of the reader's, and not only a name. */
  isChat(peer: PeerId): boolean;
  /** The chat that has this public name. */
  named(username: string): PeerId | null;
  /** Whether there is something to tell. */
  isNews(peer: PeerId): boolean;
  /** What has not been told yet. One parcel at least, however little is known. */
  parcels(peer: PeerId): SafeList<ChatFacts>;
  /** A new visit may tell as much again. */
  refresh(peer: PeerId): void;
}

/** Null: this message does not say. */
export interface About {
  readonly kind: ChatKind | null;
  readonly title: string | null;
  readonly username: string | null;
  readonly about: string | null;
  readonly members: number | null;
}

interface Chat {
  kind: ChatKind | null;
  title: string;
  username: string;
  about: string;
  members: number | null;
  /** Something of the above was not told yet. */
  changed: boolean;
  isChat: boolean;
  told: number;
  readonly waiting: SafeMap<string, Post>;
  /** By id of the post, a sum of its text as it was told. */
  readonly sums: SafeMap<string, number>;
}

const MAX_CHATS = 800;
/** A few screens; more comes only where nobody has looked yet, and then the last count. */
const MAX_WAITING = 100;

export function createFacts(client: TelegramClient): Facts {
  const chats = new SafeMap<PeerId, Chat>();
  const names = new SafeMap<string, PeerId>();

  const chatOf = (peer: PeerId): Chat => {
    const known = chats.get(peer);
    if (known !== undefined) return known;
    const chat: Chat = {
      kind: null,
      title: '',
      username: '',
      about: '',
      members: null,
      changed: false,
      isChat: false,
      told: 0,
      waiting: new SafeMap(),
      sums: new SafeMap(),
    };
    put(chats, peer, chat, MAX_CHATS);
    return chat;
  };

  return {
    know(peer, { kind, title, username, about, members }) {
      const chat = chatOf(peer);
      if (kind !== null && kind !== chat.kind) {
        chat.kind = kind;
        chat.changed = true;
      }
      if (title !== null && title !== '' && title !== chat.title) {
        chat.title = slice(title, 0, MAX_CHAT_TITLE_CHARS);
        chat.changed = true;
      }
      if (username !== null && username !== '' && username !== chat.username) {
        chat.username = slice(username, 0, MAX_USERNAME_CHARS);
        put(names, username, peer, MAX_CHATS);
        chat.changed = true;
      }
      if (about !== null && about !== chat.about) {
        chat.about = slice(about, 0, MAX_ABOUT_CHARS);
        chat.changed = true;
      }
      // Members come and go: told with what else is new, and no news by themselves.
      if (members !== null) chat.members = members;
    },
    post(peer, post) {
      const chat = chatOf(peer);
      chat.isChat = true;
      if (post === null || post.text === '') return;
      const text = slice(post.text, 0, MAX_POST_CHARS);
      if (chat.sums.get(post.id) === sum(text)) return;
      put(chat.waiting, post.id, { ...post, text }, MAX_WAITING);
    },
    isChat: (peer) => chats.get(peer)?.isChat ?? false,
    named: (username) => names.get(username) ?? null,
    isNews(peer) {
      const chat = chats.get(peer);
      return chat !== undefined && (chat.changed || (chat.waiting.size > 0 && chat.told < MAX_CHAT_POSTS));
    },
    parcels(peer) {
      const chat = chatOf(peer);
      const parcels = new SafeList<ChatFacts>();
      let posts = new SafeList<Post>();
      const close = () => {
        const { kind, title, username, about, members } = chat;
        parcels.push({ client, peer, kind, title, username, about, members, posts });
        posts = new SafeList<Post>();
      };
      chat.waiting.forEach((post) => {
        if (chat.told >= MAX_CHAT_POSTS) return;
        chat.told += 1;
        put(chat.sums, post.id, sum(post.text), MAX_CHAT_POSTS);
        posts.push(post);
        if (posts.length >= MAX_POSTS_AT_ONCE) close();
      });
      chat.waiting.clear();
      if (posts.length > 0 || parcels.length === 0) close();
      chat.changed = false;
      return parcels;
    },
    refresh(peer) {
      const chat = chats.get(peer);
      if (chat !== undefined) chat.told = 0;
    },
  };
}

const MAX_USERNAME_CHARS = 64;

function put<Value>(map: SafeMap<string, Value>, key: string, value: Value, most: number): void {
  if (map.size >= most && !map.has(key)) map.delete(oldest(map) as string);
  map.set(key, value);
}

/** Enough to tell that a text was edited. */
function sum(text: string): number {
  let total = text.length;
  for (let i = 0; i < text.length; i += 1) total = (total * 31 + charCodeAt(text, i)) | 0;
  return total;
}
