import { afterEach, describe, expect, it, vi } from 'vitest';
import { telegramA } from '@/utils/adapters/telegram-a';
import { countSaved, removeSaved } from '@/utils/adapters/telegram-caches';
import { telegramK } from '@/utils/adapters/telegram-k';
import type { TelegramLook, TelegramPage } from '@/utils/adapters/telegram-page';
import { readAppValue } from '@/utils/adapters/telegram-stores';
import { watchTelegram } from '@/utils/adapters/telegram-watch';
import type { Post } from '@/utils/schema/telegram';

/** Pages as the two clients draw them, cut down to what tells something. Hashed classes stand in to be passed over. */
type Parts = readonly (Node | string)[];

function el(name: string, set: Record<string, string> = {}, ...inside: Parts): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(set)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}
const div = (className: string, set: Record<string, string> = {}, ...inside: Parts) =>
  el('div', { class: className, ...set }, ...inside);

const bubble = (mid: string, set: Record<string, string>, ...inside: Parts) =>
  div(`bubble ${set.class ?? 'is-in'} _Bubble_9x`, { 'data-mid': mid }, ...inside);
const said = (...inside: Parts) =>
  div(
    'message spoilers-container',
    {},
    el('span', { class: 'translatable-message' }, ...inside),
    el('span', { class: 'time' }, '12:01'),
    div('reactions', {}, '❤ 4'),
  );
function chatK(peer: string, kind: string, ...bubbles: readonly Node[]): HTMLElement {
  return div(
    'chat tabs-tab active',
    { 'data-type': 'chat' },
    div(
      'sidebar-header topbar',
      {},
      div(
        'chat-info',
        {},
        div('avatar person-avatar', { 'data-peer-id': peer }),
        el('span', { class: 'peer-title', 'data-peer-id': peer }, 'Het plein 🐝'),
      ),
    ),
    div('bubbles', {}, div(`bubbles-inner ${kind}`, {}, el('section', {}, ...bubbles))),
  );
}
function appK(...chats: readonly Node[]): void {
  document.body.append(el('div', { id: 'column-center' }, div('chats-container', {}, ...chats)));
}

const message = (id: string, className: string, ...inside: Parts) =>
  div(
    `Message message-list-item ${className} PVZ8TOWS`,
    { id: `message-${id}`, 'data-message-id': id },
    ...inside,
  );
const text = (...inside: Parts) =>
  div(
    'text-content',
    {},
    ...inside,
    el('span', { class: 'MessageMeta' }, '12:01'),
    div('Reactions', {}, '4'),
  );
function appA(peer: string, ...messages: readonly Node[]): void {
  document.body.append(
    el(
      'div',
      { id: 'MiddleColumn' },
      div(
        'Transition_slide Transition_slide-active',
        {},
        div(
          'MiddleHeader',
          {},
          div(
            'ChatInfo',
            {},
            div('Avatar', { 'data-peer-id': peer }),
            el('h3', { class: 'fullName' }, 'Het plein'),
          ),
        ),
        div('MessageList', {}, div('messages-container', {}, ...messages)),
      ),
    ),
  );
}

const at = (hash: string) => new URL(`https://web.telegram.org/k/${hash}`);
const chatOf = (look: TelegramLook) => {
  if (look.state !== 'chat') throw new Error(look.state);
  return look.chat;
};

afterEach(() => document.body.replaceChildren());

describe('client K', () => {
  it('is starting before it has drawn its column, and a list without a chat', () => {
    expect(telegramK.read(document, at(''))).toEqual({ state: 'starting' });
    appK();
    expect(telegramK.read(document, at(''))).toEqual({ state: 'list' });
  });

  it('says whose posts stand there, and which', () => {
    appK(
      div('chat', {}, div('bubbles-inner is-chat', {}, bubble('9', {}, said('of the chat before')))),
      chatK(
        '-1987654321',
        'is-broadcast',
        bubble('-1', { class: 'is-sponsored' }, said('an advert')),
        bubble('0', { class: 'service is-date' }, said('Today')),
        bubble(
          String(2 ** 32 + 101),
          {},
          said('first ', el('img', { alt: '🔥' }), el('br'), el('b', {}, 'bold')),
        ),
        bubble(String(2 ** 32 + 102), { class: 'is-in photo' }, div('attachment')),
        bubble(
          String(2 ** 32 + 103),
          { class: 'is-in forwarded' },
          div('name', {}, el('span', { class: 'peer-title', 'data-peer-id': '-77' }, 'Elsewhere')),
          said('second'),
        ),
      ),
    );
    expect(chatOf(telegramK.read(document, at('#@plein')))).toEqual({
      peer: '-1987654321',
      kind: 'channel',
      title: 'Het plein 🐝',
      posts: [
        { id: '101', text: 'first 🔥\nbold' },
        { id: '103', text: 'second', forwardedFrom: '-77' },
      ],
    });
  });

  it('tells groups and private chats, and passes over what the reader wrote in private', () => {
    appK(chatK('-5501', 'is-chat', bubble('7', { class: 'is-out' }, said('mine'))));
    expect(chatOf(telegramK.read(document, at('')))).toMatchObject({ kind: 'group', posts: [{ id: '7' }] });
    document.body.replaceChildren();
    appK(chatK('777', '', bubble('7', { class: 'is-out' }, said('mine')), bubble('8', {}, said('theirs'))));
    expect(chatOf(telegramK.read(document, at('')))).toMatchObject({ kind: 'private', posts: [{ id: '8' }] });
  });

  it('says that it has changed when posts belong to nobody', () => {
    appK(div('chat active', {}, div('bubbles-inner', {}, bubble('9', {}, said('whose?')))));
    expect(telegramK.read(document, at(''))).toEqual({ state: 'changed' });
  });
});

describe('client A', () => {
  it('says whose posts stand there, and which, by the ids of client K', () => {
    appA(
      '-1001987654321',
      message('101', '', text('first')),
      div('SponsoredMessage Message', {}, text('an advert')),
      message('102', '', div('media-inner')),
    );
    expect(chatOf(telegramA.read(document, at('#-1001987654321')))).toEqual({
      peer: '-1987654321',
      kind: null,
      title: 'Het plein',
      posts: [{ id: '101', text: 'first' }],
    });
  });

  it('never gives the posts of the chat before to the chat that the address names', () => {
    appA('-1001987654321', message('101', '', text('first')));
    expect(chatOf(telegramA.read(document, at('#-1001111111111')))).toMatchObject({
      peer: '-1111111111',
      posts: [],
    });
  });

  it('tells a group by its senders', () => {
    appA(
      '-1001987654321',
      div('sender-group-container', {}, div('Avatar', { 'data-peer-id': '5' }), message('1', '', text('hi'))),
    );
    expect(chatOf(telegramA.read(document, at('#-1001987654321'))).kind).toBe('group');
  });
});

describe('watching', () => {
  function watched(reader: TelegramPage) {
    const life = new AbortController();
    const told: Post[] = [];
    const looks: string[] = [];
    watchTelegram(
      reader,
      document,
      { look: ({ state }) => looks.push(state), posts: (_chat, posts) => told.push(...posts) },
      life.signal,
    );
    return { told, looks, end: () => life.abort() };
  }
  const heard = (told: readonly Post[], ...texts: string[]) =>
    vi.waitFor(() => expect(told.map((post) => post.text)).toEqual(texts), 5_000);

  it('tells a post once, however often it is drawn, and again when it was edited', async () => {
    const { told, looks, end } = watched(telegramK);
    appK(chatK('-5', 'is-chat', bubble('1', {}, said('one')), bubble('2', {}, said('two'))));
    await heard(told, 'one', 'two');
    const list = document.querySelector('section') as Element;
    list.append(bubble('1', {}, said('one')), bubble('3', {}, said('three')));
    await heard(told, 'one', 'two', 'three');
    list.querySelector('[data-mid="2"]')?.replaceWith(bubble('2', {}, said('two, edited')));
    await heard(told, 'one', 'two', 'three', 'two, edited');
    expect(looks.at(-1)).toBe('chat');
    end();
  });

  it('sees the text of client A that is changed where it stands', async () => {
    history.replaceState(null, '', '#-5');
    const { told, end } = watched(telegramA);
    appA('-5', message('1', '', text('one')));
    await heard(told, 'one');
    const [words] = document.querySelector('.text-content')?.childNodes ?? [];
    (words as Text).data = 'one, edited';
    await heard(told, 'one', 'one, edited');
    end();
    history.replaceState(null, '', location.pathname);
  });

  it('goes through two thousand posts of a virtual list, each told once, with few looks', async () => {
    let reads = 0;
    const { told, end } = watched({
      ...telegramK,
      read: (page, url) => {
        reads++;
        return telegramK.read(page, url);
      },
    });
    appK(chatK('-5', 'is-chat'));
    const list = document.querySelector('section') as Element;
    const begun = performance.now();
    for (let from = 0; from < 2_000; from += 50) {
      const made = Array.from({ length: 50 }, (_, i) =>
        bubble(String(from + i + 1), {}, said(`post ${from + i}`)),
      );
      list.append(...made);
      while (list.childElementCount > 120) list.firstElementChild?.remove();
      await new Promise((done) => setTimeout(done, 10));
    }
    await vi.waitFor(() => expect(told.at(-1)?.text).toBe('post 1999'), 20_000);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect(reads).toBeLessThan((performance.now() - begun) / 300 + 3);
    end();
  }, 60_000);
});

describe('the stores of the app', () => {
  it('give a value, and are not made where they are not there', async () => {
    const place = { database: 'no-such-app', store: 'store', key: 'x' };
    expect(await readAppValue(place)).toBeUndefined();
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('no-such-app');
    const made = indexedDB.open('an-app', 8);
    await new Promise((done) => {
      made.onupgradeneeded = () => made.result.createObjectStore('store').put({ a: 1 }, 'x');
      made.onsuccess = done;
    });
    made.result.close();
    expect(await readAppValue({ ...place, database: 'an-app' })).toEqual({ a: 1 });
    expect(await readAppValue({ database: 'an-app', store: 'other', key: 'x' })).toBeUndefined();
    indexedDB.deleteDatabase('an-app');
  });
});

describe('media that is there already', () => {
  const KEPT = {
    'tt-media': ['/photo5200?size=m', '/photo5200?size=x', '/photo9?size=m', '/document77'],
    'tt-media-progressive': ['/progressive/document77?offset=0'],
    'tt-media-avatars': ['/avatar-1001987654321?1', '/avatar-1001111111111?1'],
    cachedFiles: ['/photo_5201_y', '/document_9'],
    cachedStreamChunks: ['/1-77?offset=0&limit=5', '/1-78?offset=0&limit=5'],
    cachedAssets: ['/photo5200.js'],
    'tt-lang-packs-v1': ['/document77'],
  };

  it('is counted and removed exactly, and nothing else', async () => {
    for (const [name, paths] of Object.entries(KEPT)) {
      const cache = await caches.open(name);
      for (const path of paths) await cache.put(path, new Response('x'));
    }
    const wanted = { peer: '-1987654321', ids: ['photo5200', 'photo_5201', '77'] };
    // Two sizes of a photo, and the parts of a video, are one file each.
    expect(await countSaved(wanted)).toBe(4);
    expect(await removeSaved(wanted)).toBe(4);
    expect(await countSaved(wanted)).toBe(0);
    const left: string[] = [];
    for (const name of Object.keys(KEPT)) {
      const keys = await (await caches.open(name)).keys();
      left.push(...keys.map(({ url }) => `${name}${new URL(url).pathname}`));
      await caches.delete(name);
    }
    expect(left).toEqual([
      'tt-media/photo9',
      'tt-media-avatars/avatar-1001111111111',
      'cachedFiles/document_9',
      'cachedStreamChunks/1-78',
      'cachedAssets/photo5200.js',
      'tt-lang-packs-v1/document77',
    ]);
  });
});
