/** Client A's page: chat list, one open chat, stories. */

import { hashedClasses } from '@/tests/sites/pages/html';
import { type Api, SLOT, startApi, type Update } from '@/tests/sites/telegram/a/api';
import { mediaLoader } from '@/tests/sites/telegram/a/media';
import { type Drawing, draw, edit, start } from '@/tests/sites/telegram/a/messages';
import { openSettings } from '@/tests/sites/telegram/a/settings';
import type { AChat, AMessage } from '@/tests/sites/telegram/a/shapes';
import { boot, sleep } from '@/tests/sites/telegram/cloud';
import { el, one } from '@/tests/sites/telegram/dom';

const SLICE = 30;
const KEPT = 120;
const ROW_PX = 72;

const { build } = await boot();
const hashed = hashedClasses(build.seed);
const chats = new Map<string, AChat>();
const messages = new Map<string, Map<number, AMessage>>();
let open = '';
let oldest = Number.POSITIVE_INFINITY;
let isLoading = false;

await sleep(build.bootMs);
const settings = await openSettings(SLOT);
const wrapped = !new URLSearchParams(location.search).has('unwrapped');
const api: Api = await startApi(build, wrapped, { updates: takeUpdates, diff: settings.apply });
const media = mediaLoader(api);

function keep(all: readonly AMessage[]): void {
  for (const message of all) {
    const known = messages.get(message.chatId) ?? new Map<number, AMessage>();
    messages.set(message.chatId, known.set(message.id, message));
  }
}

function drawing(chatId: string): Drawing {
  const type = chats.get(chatId)?.type ?? '';
  return {
    media,
    hashed,
    may: {
      Photo: settings.canLoad('Photo', type),
      Video: settings.canLoad('Video', type),
      File: settings.canLoad('File', type),
    },
    titleOf: (id) => chats.get(id)?.title ?? '',
    messageOf: (id, message) => messages.get(id)?.get(message),
  };
}

type Group = [AMessage, ...AMessage[]];

function grouped(all: readonly AMessage[]): Group[] {
  const groups: Group[] = [];
  for (const message of [...all].sort((a, b) => a.id - b.id)) {
    const last = groups.at(-1);
    if (last && message.groupedId !== undefined && last[0].groupedId === message.groupedId)
      last.push(message);
    else groups.push([message]);
  }
  return groups;
}

async function fetchMessages(chatId: string, offsetId?: number): Promise<AMessage[]> {
  const chat = { id: chatId, type: chats.get(chatId)?.type };
  const answer = await api.call<{ messages: AMessage[]; chats: AChat[] }>('fetchMessages', {
    chat,
    limit: SLICE,
    ...(offsetId === undefined ? {} : { offsetId }),
  });
  for (const each of answer.chats) chats.set(each.id, each);
  keep(answer.messages);
  return answer.messages;
}

function head(chat: AChat): HTMLElement {
  const avatar = el('div.Avatar', { 'data-peer-id': chat.id });
  const members = chat.type === 'chatTypePrivate' ? 'online' : `${chat.membersCount ?? 0} members`;
  const status = el('span.status', {}, el('span.group-status', {}, members));
  void avatarInto(avatar, chat);
  return el(
    'div.MiddleHeader',
    {},
    el('div.ChatInfo', {}, avatar, el('h3.fullName', {}, chat.title), status),
  );
}

async function avatarInto(box: HTMLElement, chat: AChat): Promise<void> {
  const url = await media.url(`avatar${chat.id}?${chat.avatarPhotoId}`).catch(() => '');
  if (url) box.append(el('img.Avatar__media', { src: url, alt: '' }));
}

/** The order of the real one: the shell, the address, the messages, then their media. */
async function openChat(chatId: string, push = true): Promise<void> {
  const chat = chats.get(chatId);
  if (!chat) return;
  open = chatId;
  oldest = Number.POSITIVE_INFINITY;
  const group = el('div.sender-group-container', { id: 'message-group-1-2' });
  const list = el(
    'div.MessageList',
    {},
    el('div.messages-container', {}, el('div.message-date-group', {}, group)),
  );
  const slide = el('div.Transition_slide.Transition_slide-active', {}, head(chat), list);
  slide.append(el('div', { id: 'editable-message-text', contenteditable: 'true' }));
  const column = one('#MiddleColumn');
  for (const each of column.children)
    each.classList.replace('Transition_slide-active', 'Transition_slide-from');
  column.append(slide);
  setTimeout(() => {
    for (const each of column.querySelectorAll('.Transition_slide-from')) each.remove();
  }, 60);
  add(chatId, [...(messages.get(chatId)?.values() ?? [])], group);
  await sleep(build.stepMs);
  if (open !== chatId) return;
  if (push) history.pushState(null, '', `#${chatId}`);
  document.title = chat.title;
  const found = await fetchMessages(chatId);
  if (open !== chatId) return;
  add(chatId, found, group);
  load(group);
  oldest = Math.min(...found.map(({ id }) => id));
  list.scrollTop = list.scrollHeight;
  list.addEventListener('scroll', () => void scrolled(chatId, list, group));
}

/** A whole batch at once; far ones go one by one. */
function add(chatId: string, all: readonly AMessage[], group: HTMLElement): void {
  const known = new Set([...group.children].map(({ id }) => id));
  const from = drawing(chatId);
  const made = grouped(all)
    .map((each) => draw(from, each))
    .filter(({ id }) => !known.has(id));
  const first = group.firstElementChild;
  const before = made.filter(({ id }) => first === null || numberOf(id) < numberOf(first.id));
  group.prepend(...before);
  group.append(...made.filter((each) => !before.includes(each)));
}

/** What is near the screen is loaded; the observer of the real one sees them a frame later. */
function load(group: HTMLElement): void {
  requestAnimationFrame(() => {
    for (const each of group.children) start(each as HTMLElement);
  });
}

const numberOf = (id: string): number => Number(id.slice('message-'.length));

async function scrolled(chatId: string, list: HTMLElement, group: HTMLElement): Promise<void> {
  if (list.scrollTop > 600 || isLoading || oldest <= 1) return;
  isLoading = true;
  const found = await fetchMessages(chatId, oldest);
  if (found.length === 0) oldest = 1;
  else oldest = Math.min(...found.map(({ id }) => id));
  const height = list.scrollHeight;
  add(chatId, found, group);
  load(group);
  list.scrollTop += list.scrollHeight - height;
  for (const each of [...group.children].slice(KEPT)) each.remove();
  isLoading = false;
}

function takeUpdates(updates: readonly Update[]): void {
  for (const { '@type': type, chatId = '', id = 0, message } of updates) {
    if (!message) continue;
    keep([message]);
    if (chatId !== open) continue;
    const group = one('.Transition_slide-active .sender-group-container');
    const node = group.querySelector<HTMLElement>(`#message-${id}`);
    const text = (message as AMessage).content.text?.text ?? '';
    if (type === 'updateMessage' && node) edit(node, text, hashed);
    if (type !== 'newMessage') continue;
    add(chatId, [message], group);
    load(group);
  }
}

async function openStory(id: string): Promise<void> {
  const answer = await api.call<{ stories: Record<string, { content: { photo: { id: string } } }> }>(
    'fetchPeerStories',
    { id },
  );
  const viewer = el('div', { id: 'StoryViewer' });
  viewer.addEventListener('click', () => viewer.remove());
  document.body.append(viewer);
  const photo = answer.stories['1']?.content.photo.id;
  if (photo) viewer.append(el('img', { src: await media.url(`photo${photo}?size=y`), alt: '' }));
}

function row(id: string, index: number): HTMLElement {
  const chat = chats.get(id);
  const top = [...(messages.get(id)?.values() ?? [])].at(-1);
  const avatar = el('div.Avatar', { 'data-peer-id': id });
  const preview = el('span.media-preview');
  const summary = el(
    'p.last-message',
    {},
    preview,
    el('span.last-message-summary', {}, top?.content.text?.text ?? ''),
  );
  const link = el(
    'a.ListItem-button',
    { href: `#${id}` },
    avatar,
    el('h3.fullName', {}, chat?.title ?? ''),
    summary,
  );
  link.addEventListener('click', (event) => {
    event.preventDefault();
    void openChat(id);
  });
  avatar.addEventListener('dblclick', () => void openStory(id));
  const kind = chat?.type === 'chatTypePrivate' ? 'private' : 'group';
  const item = el(
    'div.ListItem.Chat',
    { style: `position:absolute;left:0;right:0;top:${index * ROW_PX}px` },
    link,
  );
  item.classList.add(kind);
  if (chat) void avatarInto(avatar, chat);
  const { photo, video } = top?.content ?? {};
  const name = photo ? `photo${photo.id}?size=m` : video ? `document${video.id}?size=m` : '';
  if (name)
    void media
      .url(name)
      .then((url) => preview.append(el('img.media-preview--image', { src: url, alt: '' })))
      .catch(() => {});
  return item;
}

async function list(): Promise<void> {
  const answer = await api.call<{ chatIds: string[]; chats: AChat[]; messages: AMessage[] }>('fetchChats', {
    limit: 20,
  });
  for (const chat of answer.chats) chats.set(chat.id, chat);
  keep(answer.messages);
  settings.apply({ chats: { byId: Object.fromEntries(chats) } });
  const box = el('div.chat-list', { style: `position:relative;height:${answer.chatIds.length * ROW_PX}px` });
  box.append(...answer.chatIds.map(row));
  one('#LeftColumn').append(box);
}

async function service(): Promise<void> {
  const container = navigator.serviceWorker;
  await container.register('/a/sw-replica.js', { scope: '/a/' });
  await container.ready;
  if (!container.controller)
    await new Promise<void>((done) =>
      container.addEventListener('controllerchange', () => done(), { once: true }),
    );
  media.serveParts();
}

Object.assign(globalThis, {
  replica: {
    openChat,
    openStory,
    raw: api.raw,
    /** What the worker has heard and not understood. */
    probed: () => api.call('probed'),
    forget: media.forget,
  },
});
const serving = service();
await list();
await serving;
addEventListener('popstate', () => void openChat(location.hash.slice(1), false));
if (chats.has(location.hash.slice(1))) void openChat(location.hash.slice(1), false);
document.documentElement.dataset.replica = 'ready';
