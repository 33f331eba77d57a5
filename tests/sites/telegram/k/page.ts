/** Client K's page: chat list, one open chat, stories. */
import { hashedClasses } from '@/tests/sites/pages/html';
import { boot, sleep } from '@/tests/sites/telegram/cloud';
import { el, one } from '@/tests/sites/telegram/dom';
import { fileOf } from '@/tests/sites/telegram/k/bubbles';
import { Chat, limitsOf } from '@/tests/sites/telegram/k/chat';
import {
  joinService,
  joinWorker,
  mirrors,
  rootScope,
  useAppSettings,
} from '@/tests/sites/telegram/k/globals';
import { avatarUrl, fileUrl } from '@/tests/sites/telegram/k/media';
import type { KMessage, KPhoto } from '@/tests/sites/telegram/k/shapes';

interface Dialog {
  readonly peerId: number;
  readonly top_message: number;
}

const ROW_PX = 72;

const { build } = await boot();
const appImManager: { chat: Chat } = { chat: new Chat(0, build) };

async function openChat(peerId: number): Promise<void> {
  const chat = new Chat(peerId, build);
  appImManager.chat = chat;
  await chat.open(() => appImManager.chat === chat);
}

async function openStory(peerId: number): Promise<void> {
  const answer = (await rootScope.managers.appStoriesManager?.getPeerStories?.(peerId)) as
    | { stories: { media: { photo: KPhoto } }[] }
    | undefined;
  const viewer = el('div', { id: 'stories-viewer' });
  viewer.addEventListener('click', () => viewer.remove());
  document.body.append(viewer);
  const story = answer?.stories[0]?.media.photo;
  if (story) viewer.append(el('img.media-photo', { src: await fileUrl(story, 'y'), alt: '' }));
}

/** The viewer asks for the picture in full, and for its neighbour. */
async function openViewer(bubble: HTMLElement): Promise<void> {
  const viewer = el('div.media-viewer-whole', {}, el('div.media-viewer-aspecter'));
  viewer.addEventListener('click', () => viewer.remove());
  document.body.append(viewer);
  const known = Object.values(mirrors.messages[`${bubble.dataset.peerId}_history`] ?? {});
  const from = known.findIndex(({ mid }) => mid === Number(bubble.dataset.mid));
  for (const message of known.slice(from, from + 2)) {
    const media = fileOf(message);
    if (media?._ !== 'photo') continue;
    const url = await fileUrl(media, 'y');
    one('.media-viewer-aspecter', viewer).append(el('img', { src: url, alt: '' }));
  }
}

function row({ peerId, top_message }: Dialog, index: number, hashed: (name: string) => string): HTMLElement {
  const id = String(peerId);
  const peer = mirrors.peers[id];
  const title = el('span.peer-title', { 'data-peer-id': id }, peer?.title ?? peer?.first_name ?? '');
  const avatar = el('div.dialog-avatar', { 'data-peer-id': id });
  const subtitle = el('span.dialog-subtitle-media');
  const top = mirrors.messages[`${id}_history`]?.[top_message];
  const text = el('span.dialog-subtitle-span-last', {}, top?.message ?? '');
  const link = el('a.row.chatlist-chat', {
    href: `#${id}`,
    'data-peer-id': id,
    style: `position:absolute;left:0;right:0;top:${index * ROW_PX}px;height:${ROW_PX}px`,
  });
  link.classList.add(hashed('_Item'));
  link.append(avatar, title, el('div.dialog-subtitle-span', {}, subtitle, text), el('span.message-time'));
  link.addEventListener('click', (event) => {
    event.preventDefault();
    void openChat(peerId);
  });
  avatar.addEventListener('dblclick', (event) => {
    event.stopPropagation();
    void openStory(peerId);
  });
  const media = top && fileOf(top);
  void (async () => {
    if (peer) avatar.append(el('img.avatar-photo', { src: await avatarUrl(id, peer.photo), alt: '' }));
  })().catch(() => {});
  void (async () => {
    if (media) subtitle.append(el('img.media-photo', { src: await fileUrl(media, 'm'), alt: '' }));
  })().catch(() => {});
  return link;
}

async function list(): Promise<void> {
  const hashed = hashedClasses(build.seed);
  const answer = (await rootScope.managers.appMessagesManager?.getDialogs?.()) as
    | { dialogs: Dialog[] }
    | undefined;
  const rows = (answer?.dialogs ?? []).map((dialog, index) => row(dialog, index, hashed));
  const chats = el('ul.chatlist.virtual-chatlist', {
    style: `position:relative;height:${rows.length * ROW_PX}px`,
  });
  chats.append(...rows);
  one('#folders-container').append(el('div.tabs-tab.active', { 'data-filter-id': '0' }, chats));
}

/** From an address that names a chat. */
function addressed(): number | undefined {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (/^-?\d+$/.test(hash)) return Number(hash);
  const named = Object.entries(mirrors.peers).find(
    ([, peer]) => hash === `@${(peer as { username?: string }).username}`,
  );
  return named ? Number(named[0]) : undefined;
}

await sleep(build.bootMs);
Object.assign(globalThis, { rootScope, useAppSettings, appImManager, apiManagerProxy: { mirrors } });
const [port, channel] = await joinWorker(build);
Object.assign(globalThis, {
  replica: {
    openChat,
    openStory,
    raw: (message: unknown, transfer: Transferable[] = []) => channel.postMessage(message, transfer),
    /** What the worker has heard and not understood. */
    probed: () => port.invoke('probed', undefined),
  },
});
const service = joinService(port);
await list();
await service;
rootScope.addEventListener('settings_updated', () => {
  appImManager.chat.autoDownload = limitsOf(appImManager.chat.peer);
});
const take = ({ peerId, message }: { peerId: number; message: KMessage }) => {
  if (appImManager.chat.peerId === peerId) appImManager.chat.take(message);
};
rootScope.addEventListener('message_edit', take);
rootScope.addEventListener('history_append', take);
document.addEventListener('click', ({ target }) => {
  const bubble = target instanceof HTMLImageElement ? target.closest<HTMLElement>('.bubble.photo') : null;
  if (bubble) void openViewer(bubble);
});
const asked = addressed();
if (asked !== undefined) void openChat(asked);
document.documentElement.dataset.replica = 'ready';
