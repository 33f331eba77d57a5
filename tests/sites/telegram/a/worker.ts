/**
 * Client A's worker: calls by name, media into Cache Storage, parts of streams. One for each account, in the
 * tab that came first.
 */

import { type AMessage, apiId, chatOf, messagesOf } from '@/tests/sites/telegram/a/shapes';
import type { Build } from '@/tests/sites/telegram/build';
import {
  boot,
  type Happening,
  mediaBytes,
  mediaPart,
  NEWS_CHANNEL,
  sleep,
} from '@/tests/sites/telegram/cloud';
import { type CloudChat, type CloudMessage, olderMessage } from '@/tests/sites/telegram/world';

const MEDIA = 'tt-media';
const AVATARS = 'tt-media-avatars';
const MAX_CACHED = 512 * 1024;

interface Payload {
  readonly type: string;
  readonly messageId?: string;
  readonly name?: string;
  readonly args?: readonly unknown[];
}

interface Scope {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

const scope = globalThis as unknown as Scope;
const booted = boot().then(async (all) => {
  await sleep(all.build.bootMs);
  return all;
});
const changed = new Map<string, CloudMessage[]>();
const heard: unknown[] = [];

const messagesIn = (chat: CloudChat): readonly CloudMessage[] => changed.get(chat.peer) ?? chat.messages;

async function find(id: unknown): Promise<CloudChat> {
  const chat = (await booted).world.find((each) => apiId(each) === String(id));
  if (!chat) throw new Error('CHAT_INVALID');
  return chat;
}

async function slice(chat: CloudChat, before: number, limit: number): Promise<AMessage[]> {
  const { world } = await booted;
  const own = messagesIn(chat).flatMap((message) => messagesOf(chat, message, world));
  const found = own.toReversed().filter(({ id }) => id < before);
  for (let id = Math.min(chat.older, before - 1); id > 0 && found.length < limit; id -= 1)
    found.push(...messagesOf(chat, olderMessage(id), world));
  return found.slice(0, limit);
}

const methods: Record<string, (...args: never[]) => Promise<unknown>> = {
  async fetchChats() {
    const { world } = await booted;
    const tops = await Promise.all(world.map((chat) => slice(chat, Number.POSITIVE_INFINITY, 1)));
    return {
      chatIds: world.map(apiId),
      chats: world.map(chatOf),
      users: [],
      messages: tops.flat(),
      totalChatCount: world.length,
    };
  },
  async fetchFullChat({ id }: { id: string }) {
    const { about } = await find(id);
    return { fullInfo: { about }, chats: [], users: [] };
  },
  async fetchMessages({ chat, offsetId, limit }: { chat: { id: string }; offsetId?: number; limit: number }) {
    const found = await find(chat.id);
    const messages = await slice(found, offsetId ?? Number.POSITIVE_INFINITY, limit);
    return { messages, chats: [chatOf(found)], users: [], count: messagesIn(found).length + found.older };
  },
  async fetchPeerStories({ id }: { id: string }) {
    const { story } = await find(id);
    return { stories: { 1: { id: 1, peerId: id, date: 1, content: { photo: { id: story.id } } } } };
  },
  async downloadMedia({ url, start, end }: { url: string; start?: number; end?: number }) {
    const id = await idOf(url);
    if (start !== undefined) {
      const bytes = await mediaPart(id, start, (end ?? start) - start + 1);
      const { mimeType, fullSize } = await aboutFile(id);
      return { arrayBuffer: bytes.buffer, mimeType, fullSize };
    }
    const isThumb = /^document.*[?&]size=/.test(url) || /^photo.*[?&]size=m/.test(url);
    const blob = await mediaBytes({ id }, isThumb);
    const cache = await caches.open(/^(avatar|profile)/.test(url) ? AVATARS : MEDIA);
    if (blob.size <= MAX_CACHED && !url.endsWith('?download'))
      await cache.put(`/${url}`, new Response(blob, { headers: { 'Content-Type': blob.type } }));
    return { dataBlob: blob, mimeType: blob.type };
  },
  async probed() {
    return heard.splice(0);
  },
};

/** `photo7000…?size=x`, `avatar-100…?7000…`, `https://…/progressive/document7000…`: the id of the medium. */
async function idOf(url: string): Promise<string> {
  const peer = /^(?:avatar|profile)(-?\d+)/.exec(url)?.[1];
  if (peer !== undefined) return (await find(peer)).avatar.id;
  const id = /(?:photo|document|sticker)(\d+)/.exec(url)?.[1];
  if (id === undefined) throw new Error('LOCATION_INVALID');
  return id;
}

async function aboutFile(id: string): Promise<{ mimeType: string; fullSize: number }> {
  const { world } = await booted;
  const all = world.flatMap(({ messages }) => messages.flatMap(({ media }) => [...media]));
  const media = all.find((each) => each.id === id);
  return { mimeType: media?.mime ?? '', fullSize: media?.size ?? 0 };
}

let queue: object[] = [];

async function send(payload: object): Promise<void> {
  const { build } = await booted;
  const whole = build.extra ? { ...payload, debug: { v: 3 } } : payload;
  if (!build.batched) {
    scope.postMessage({ payloads: [whole] });
    return;
  }
  if (queue.length === 0)
    queueMicrotask(() => {
      const payloads = queue;
      queue = [];
      scope.postMessage({ payloads });
    });
  queue.push(whole);
}

async function take(payload: Payload, build: Build): Promise<void> {
  const { type, messageId, name = '', args = [] } = payload;
  if (type === 'initApi') {
    await send({ type: 'updates', updates: [{ '@type': 'updateApiReady', slow: build.bootMs }] });
    return;
  }
  if (type !== 'callMethod') {
    heard.push(payload);
    return;
  }
  try {
    const method = methods[name];
    if (!method) throw new Error(`no method ${name}`);
    const response = await (method as (...args: unknown[]) => Promise<unknown>)(...args);
    await send({ type: 'methodResponse', messageId, response });
  } catch (error) {
    await send({ type: 'methodResponse', messageId, error: { message: String(error) } });
  }
}

async function hear(data: unknown): Promise<void> {
  const { build } = await booted;
  const { payloads, type } = Object(data) as { payloads?: readonly Payload[]; type?: unknown };
  if (Array.isArray(payloads) && type === undefined) for (const each of payloads) void take(each, build);
  else if (typeof type === 'string') void take(data as Payload, build);
  else heard.push(data);
}

scope.addEventListener('message', ({ data }) => void hear(data));

new BroadcastChannel(NEWS_CHANNEL).onmessage = async ({ data }: MessageEvent<Happening>) => {
  const { world } = await booted;
  const chat = world.find(({ peer }) => peer === data.peer);
  if (!chat) return;
  const now = [...messagesIn(chat)];
  const at = data.what === 'edit' ? now.findIndex(({ id }) => id === data.id) : now.length;
  const last = now.at(-1);
  const message: CloudMessage =
    data.what === 'edit'
      ? { ...(now[at] as CloudMessage), text: data.text }
      : { id: (last?.id ?? 0) + 10, date: (last?.date ?? 0) + 60, text: data.text, media: data.media ?? [] };
  now[at] = message;
  changed.set(chat.peer, now);
  const type = data.what === 'edit' ? 'updateMessage' : 'newMessage';
  const updates = messagesOf(chat, message, world).map((each) => ({
    '@type': type,
    id: each.id,
    chatId: each.chatId,
    message: each,
  }));
  await send({ type: 'updates', updates });
};
