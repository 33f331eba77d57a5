/**
 * Client K's shared worker (or, with `?noSharedWorker=1`, its plain one): managers behind ports, the message
 * store in IndexedDB, files in Cache Storage. One for all tabs.
 */
import {
  type Boot,
  boot,
  type Happening,
  mediaBytes,
  mediaPart,
  NEWS_CHANNEL,
  sleep,
} from '@/tests/sites/telegram/cloud';
import { type KFile, type KMessage, messagesOf, midOf, peerOf } from '@/tests/sites/telegram/k/shapes';
import { type Endpoint, type Port, superPort } from '@/tests/sites/telegram/k/wire';
import { openStore, putValue } from '@/tests/sites/telegram/store';
import { type CloudChat, type CloudMessage, olderMessage } from '@/tests/sites/telegram/world';

const FILES = 'cachedFiles';
const ACCOUNT_STORES = ['users', 'chats', 'dialogs', 'messages', 'session', 'stickerSets'];

const booted: Promise<Boot> = boot().then(async (all) => {
  await sleep(all.build.bootMs);
  return all;
});
const account = openStore('tweb-account-1', 9, ACCOUNT_STORES);
const common = openStore('tweb-common', 8, ['session', 'localStorage']);
const pages = new Set<Port>();
/** What tests have changed, by peer. */
const changed = new Map<string, CloudMessage[]>();

interface Call {
  readonly name: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

interface Download {
  readonly media: KFile;
  readonly thumb?: { readonly type: string };
  readonly onlyCache?: boolean;
}

async function chatOf(peer: unknown): Promise<CloudChat> {
  const { world } = await booted;
  const chat = world.find((each) => each.peer === String(peer));
  if (!chat) throw new Error('PEER_ID_INVALID');
  return chat;
}

function messagesIn(chat: CloudChat): readonly CloudMessage[] {
  return changed.get(chat.peer) ?? chat.messages;
}

/** Newest first, as the server gives them. */
function slice(chat: CloudChat, offsetMid: number, limit: number): KMessage[] {
  const before = offsetMid > 0 ? offsetMid : Number.POSITIVE_INFINITY;
  const own = messagesIn(chat).flatMap((message) => messagesOf(chat, message));
  const found = own.toReversed().filter(({ mid }) => mid < before);
  const first = Math.min(
    chat.older,
    before === Number.POSITIVE_INFINITY ? chat.older : (before % 2 ** 32) - 1,
  );
  for (let id = first; id > 0 && found.length < limit; id -= 1)
    found.push(...messagesOf(chat, olderMessage(id)));
  return found.slice(0, limit);
}

/** Tells every page about objects, before the answer that names them. */
async function mirror(name: string, key: string, value: unknown): Promise<void> {
  for (const page of pages) page.tell('mirror', { name, key, value, accountNumber: 1 });
  if (name === 'messages') await putValue(await account, 'messages', key, value);
}

async function tellMessages(chat: CloudChat, messages: readonly KMessage[]): Promise<void> {
  for (const message of messages) {
    const key = `${chat.peer}_history\u0001${message.mid}`;
    for (const page of pages)
      page.tell('mirror', { name: 'messages', key, value: message, accountNumber: 1 });
  }
  // Like the real one the store is written behind the answer, all at once.
  const db = await account;
  const change = db.transaction('messages', 'readwrite').objectStore('messages');
  for (const message of messages) change.put(message, `${chat.peer}_${message.mid}`);
}

const nameOf = ({ _, id }: KFile, thumb: string | undefined): string =>
  _ === 'photo' ? `/photo_${id}_${thumb ?? 'x'}` : `/document_${id}${thumb ? `_${thumb}` : ''}`;

async function file(media: KFile, thumb: string | undefined, onlyCache: boolean): Promise<Blob> {
  const cache = await caches.open(FILES);
  const name = nameOf(media, thumb);
  const kept = await cache.match(name);
  if (kept) return kept.blob();
  if (onlyCache) throw new Error('NO_ENTRY_FOUND');
  const blob = await mediaBytes(media, media._ === 'document' ? thumb !== undefined : thumb === 'm');
  const headers = { 'Time-Cached': String(Math.floor(Date.now() / 1000)), 'Content-Type': blob.type };
  await cache.put(name, new Response(blob, { headers }));
  return blob;
}

const managers: Record<string, Record<string, (...args: never[]) => unknown>> = {
  appMessagesManager: {
    async getDialogs() {
      const { world } = await booted;
      const dialogs = await Promise.all(
        world.map(async (chat) => {
          await mirror('peers', chat.peer, peerOf(chat));
          const top = slice(chat, 0, 1);
          await tellMessages(chat, top);
          return { _: 'dialog', peerId: Number(chat.peer), top_message: top[0]?.mid, story: chat.story.id };
        }),
      );
      return { dialogs, count: dialogs.length, isEnd: true };
    },
    async getHistory({ peerId, offsetId, limit }: { peerId: number; offsetId: number; limit: number }) {
      const chat = await chatOf(peerId);
      const messages = slice(chat, offsetId, limit);
      await tellMessages(chat, messages);
      const count = messagesIn(chat).length + chat.older;
      return { count, history: messages.map(({ mid }) => mid), isEnd: { top: messages.length < limit } };
    },
  },
  appProfileManager: {
    async getProfile(peerId: number) {
      const { about } = await chatOf(peerId);
      return { _: 'channelFull', about };
    },
  },
  appStoriesManager: {
    async getPeerStories(peerId: number) {
      const { story } = await chatOf(peerId);
      const photo = { _: 'photo', id: story.id, dc_id: 2, sizes: [] };
      return {
        _: 'peerStories',
        peerId,
        stories: [{ _: 'storyItem', id: 1, media: { _: 'messageMediaPhoto', photo } }],
      };
    },
  },
  appAvatarsManager: {
    async loadAvatar(peerId: number, photo: { photo_id: string }) {
      await chatOf(peerId);
      return file({ _: 'photo', id: photo.photo_id, dc_id: 2, sizes: [] }, 'a', false);
    },
  },
  appStateManager: {
    async setByKey(key: string, value: unknown) {
      const path = key.split('\u0001');
      for (const page of pages) page.tell('event', { name: 'settings_updated', args: [{ path, value }] });
      const db = await common;
      const settings =
        (await new Promise<object | undefined>((done) => {
          const asked = db.transaction('session').objectStore('session').get('settings');
          asked.onsuccess = () => done(asked.result as object | undefined);
        })) ?? {};
      await putValue(db, 'session', 'settings', { ...settings, [path[1] ?? key]: value });
    },
  },
  apiFileManager: {
    async downloadMediaURL({ media, thumb, onlyCache }: Download) {
      return file(media, thumb?.type, onlyCache === true);
    },
    async downloadMedia({ media, thumb, onlyCache }: Download) {
      return file(media, thumb?.type, onlyCache === true);
    },
    async downloadMediaVoid({ media, thumb, onlyCache }: Download) {
      await file(media, thumb?.type, onlyCache === true);
    },
    async download({ media, thumb }: Download) {
      return file(media, thumb?.type, false);
    },
    cancelDownload: () => true,
  },
};

async function manage({ name, method, args }: Call): Promise<unknown> {
  const found = managers[name]?.[method];
  if (!found) throw new Error(`METHOD_NOT_FOUND ${name}.${method}`);
  return (found as (...args: unknown[]) => unknown)(...args);
}

/** A page's port, a plain worker's own end, or the service worker's. */
async function join(endpoint: Endpoint): Promise<void> {
  const { build } = await booted;
  const heard: unknown[] = [];
  const page: Port = superPort(endpoint, build, {
    manager: (call: Call) => manage(call),
    serviceWorkerPort: (_payload, [port]) => {
      if (port) serve(port, build);
    },
    probe: (seen: unknown) => {
      heard.push(seen);
    },
    probed: () => heard.splice(0),
  });
  pages.add(page);
}

function serve(port: MessagePort, build: Boot['build']): void {
  superPort(port, build, {
    requestFilePart: ({ id, offset, limit }: { id: string; offset: number; limit: number }) =>
      mediaPart(id, offset, limit),
    requestFile: ({ id }: { id: string }) => mediaBytes({ id }, false),
  });
}

new BroadcastChannel(NEWS_CHANNEL).onmessage = async ({ data }: MessageEvent<Happening>) => {
  const chat = await chatOf(data.peer);
  const now = [...messagesIn(chat)];
  const at = data.what === 'edit' ? now.findIndex(({ id }) => id === data.id) : now.length;
  const last = now.at(-1);
  const message: CloudMessage =
    data.what === 'edit'
      ? { ...(now[at] as CloudMessage), text: data.text }
      : { id: (last?.id ?? 0) + 10, date: (last?.date ?? 0) + 60, text: data.text, media: data.media ?? [] };
  now[at] = message;
  changed.set(chat.peer, now);
  const messages = messagesOf(chat, message);
  await tellMessages(chat, messages);
  const name = data.what === 'edit' ? 'message_edit' : 'history_append';
  const args = [{ peerId: Number(chat.peer), mid: midOf(chat, message.id), message: messages.at(-1) }];
  for (const page of pages) page.tell('event', { name, args });
};

interface SharedScope {
  onconnect: ((event: MessageEvent) => void) | null;
}

/** What comes to a plain worker before the cloud has answered waits in a channel; ports keep it by themselves. */
function plain(scope: Endpoint): void {
  const { port1, port2 } = new MessageChannel();
  scope.addEventListener('message', ({ data, ports }) => port1.postMessage(data, [...ports]));
  port1.onmessage = ({ data }) => scope.postMessage(data);
  void join(port2);
}

if ('onconnect' in globalThis)
  (globalThis as unknown as SharedScope).onconnect = ({ ports: [port] }) => {
    if (port) void join(port);
  };
else plain(globalThis as unknown as Endpoint);
