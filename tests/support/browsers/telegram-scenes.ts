import { expect } from '@playwright/test';
import { apiId } from '@/tests/sites/telegram/a/shapes';
import { type Happening, NEWS_CHANNEL } from '@/tests/sites/telegram/cloud';
import { HOSTILE } from '@/tests/sites/telegram/hostile';
import { FAMILY, NEWS, TRADE, TRADE_GROUP, WORLD } from '@/tests/sites/telegram/world';
import { until } from '@/tests/support/browsers/tab';
import { type OddHeard, SEND_ODD } from '@/tests/support/browsers/telegram-odd';
import type { Sight } from '@/tests/support/browsers/telegram-sight';
import {
  FORGET,
  KEPT_BYTES,
  type Kept,
  ORIGIN,
  serveTelegram,
  type TelegramSite,
} from '@/tests/support/browsers/telegram-site';
import type { Web } from '@/tests/support/servers/web';

/**
 * What a reader of Telegram Web meets, in both clients and both browsers: the specs bring the browser, the
 * scenes are these. Each loads few pages and asks much of them, for loading is what takes the time.
 */

export interface SceneParts {
  readonly web: Web;
  readonly newSight: () => Promise<Sight>;
}

type SceneTest = (title: string, body: (parts: SceneParts) => Promise<void>) => void;

export interface Client {
  readonly name: 'k' | 'a';
  readonly title: string;
  /** Other ways to start it, that travel in its address. */
  readonly otherwise: string;
  readonly id: (peer: string) => string;
  readonly row: (peer: string) => string;
  /** The chat in front. */
  readonly front: string;
  readonly message: string;
}

const chatOf = (peer: string) => {
  const chat = WORLD.find((each) => each.peer === peer);
  if (!chat) throw new Error(`no chat ${peer}`);
  return chat;
};
const idInA = (peer: string) => apiId(chatOf(peer));

export const CLIENTS: readonly Client[] = [
  {
    name: 'k',
    title: 'client K',
    otherwise: '?noSharedWorker=1',
    id: (peer) => peer,
    row: (peer) => `.chatlist-chat[data-peer-id="${peer}"]`,
    front: '.chat.active',
    message: '.bubble[data-mid]',
  },
  {
    name: 'a',
    title: 'client A',
    otherwise: '?unwrapped=1',
    id: idInA,
    row: (peer) => `.chat-list a[href="#${idInA(peer)}"]`,
    front: '.Transition_slide-active',
    message: '.Message[data-message-id]',
  },
];

const PATIENCE_MS = 75_000;

/** What of a chat can be seen: pictures drawn, videos with a frame, voices with something to play. */
interface Seen {
  readonly pictures: number;
  readonly videos: number;
  readonly voices: number;
  readonly messages: number;
  readonly covered: boolean;
}

/** All of `TRADE` and of `NEWS`, when nothing is held. */
const WHOLE = {
  [TRADE]: { pictures: 11, videos: 2, voices: 1 },
  [NEWS]: { pictures: 10, videos: 2, voices: 1 },
} as const;

const SEEN = `(front, message) => {
  const all = (css) => [...document.querySelectorAll(front + ' ' + css)];
  return {
    pictures: all('img').filter((img) => img.complete && img.naturalWidth > 0).length,
    videos: all('video').filter((video) => video.readyState >= 2).length,
    voices: all('audio[src]').length,
    messages: all(message).length,
    covered: document.documentElement.getAttribute('data-unbluff') === 'covered',
  };
}`;

export const seenIn = (sight: Sight, { front, message }: Client) => sight.run<Seen>(SEEN, front, message);

export const keptOf = async (sight: Sight, peer: string): Promise<Kept[]> =>
  (await sight.run<Kept[]>(KEPT_BYTES)).filter((kept) => kept.peer === peer);

/** Opens a client; `hash` names the chat that it opens by itself. */
export async function start(sight: Sight, url: string): Promise<void> {
  await sight.goto(url);
  await until(
    () => sight.run<string>('() => document.documentElement.dataset.replica ?? ""'),
    (state) => state === 'ready',
    PATIENCE_MS,
  );
}

export async function openChat(sight: Sight, client: Client, peer: string): Promise<void> {
  await sight.press(client.row(peer));
}

/** Waits until all of a chat is to be seen. */
export async function seeWhole(
  sight: Sight,
  client: Client,
  peer: typeof TRADE | typeof NEWS,
): Promise<void> {
  const whole = WHOLE[peer];
  const seen = await until(
    () => seenIn(sight, client),
    ({ pictures, videos, voices }) =>
      pictures >= whole.pictures && videos >= whole.videos && voices >= whole.voices,
    PATIENCE_MS,
  );
  expect(seen.covered).toBe(false);
}

const isCovered = (sight: Sight, client: Client, messages = 1) =>
  until(
    () => seenIn(sight, client),
    (seen) => seen.covered && seen.messages >= messages,
  );

/** What the list shows of a chat that nobody has opened yet: its picture, and the newest message's. */
function listed(peer: string): readonly string[] {
  const { avatar, messages } = chatOf(peer);
  return [avatar.id, ...(messages.at(-1)?.media ?? []).map(({ id }) => id)];
}

/**
 * Nothing of the peers' media lies anywhere, and nobody has asked the cloud for any. Of a chat that was never
 * judged before, title and newest message are not enough to flag it: `but` is what its row may have loaded.
 */
async function nothingKept(
  sight: Sight,
  site: TelegramSite,
  peers: readonly string[],
  but: (peer: string) => readonly string[] = () => [],
): Promise<void> {
  for (const peer of peers) {
    const row = but(peer);
    const kept = (await keptOf(sight, peer)).filter(({ where }) => !row.some((id) => where.includes(id)));
    expect(kept, `of ${peer} in the caches`).toEqual([]);
    expect(
      site.asked(peer).filter((id) => !row.includes(id)),
      `of ${peer} asked of the cloud`,
    ).toEqual([]);
  }
}

const happen = (sight: Sight, happening: Happening) =>
  sight.run(
    `(name, happening) => { new BroadcastChannel(name).postMessage(JSON.parse(happening)); }`,
    NEWS_CHANNEL,
    JSON.stringify(happening),
  );

const strike = (sight: Sight) =>
  sight.run<{ posts: number }>('(...peers) => attack.strike(peers)', TRADE, TRADE_GROUP);

const latePhoto = (id: string) => ({ kind: 'photo', id, mime: 'image/png', size: 12_000 }) as const;

/** A tab where no app has run yet, and nothing is kept. */
export async function fresh<Some extends Sight>(newSight: () => Promise<Some>): Promise<Some> {
  const sight = await newSight();
  await sight.goto(`${ORIGIN}/`);
  await sight.run(FORGET);
  return sight;
}

export function telegramScenes(test: SceneTest): void {
  for (const client of CLIENTS) {
    const { name, title } = client;

    test(`${title}: of a flagged chat not one byte is kept until the reader shows it, and other chats come whole`, async ({
      web,
      newSight,
    }) => {
      const site = serveTelegram(web);
      const sight = await fresh(newSight);
      await site.quiet();
      await start(sight, site[name]);
      await openChat(sight, client, TRADE);
      await isCovered(sight, client, 10);
      await openChat(sight, client, TRADE_GROUP);
      await isCovered(sight, client, 4);
      await openChat(sight, client, NEWS);
      await seeWhole(sight, client, NEWS);
      await nothingKept(sight, site, [TRADE, TRADE_GROUP], listed);

      // From now on both are known, in this tab and in others: not even their rows load.
      const known = serveTelegram(web);
      await sight.goto(`${ORIGIN}/`);
      await sight.run(FORGET);
      await start(sight, known[name]);
      await until(
        () => keptOf(sight, FAMILY),
        (kept) => kept.length > 0,
      );
      await openChat(sight, client, TRADE);
      await isCovered(sight, client, 10);
      await happen(sight, { what: 'message', peer: TRADE, text: '', media: [latePhoto('70001901')] });
      await sight.run(
        `(id) => void replica.openStory(${name === 'k' ? 'Number(id)' : 'id'})`,
        client.id(TRADE),
      );
      await until(
        () => seenIn(sight, client),
        ({ messages }) => messages >= 11,
      );
      const second = await newSight();
      await start(second, known[name]);
      await openChat(second, client, TRADE);
      await isCovered(second, client, 10);
      await openChat(second, client, NEWS);
      await seeWhole(second, client, NEWS);
      await second.close();
      await openChat(sight, client, NEWS);
      await seeWhole(sight, client, NEWS);
      await nothingKept(sight, known, [TRADE, TRADE_GROUP]);
      expect((await keptOf(sight, NEWS)).length, 'the other chat’s media is kept as always').toBeGreaterThan(
        12,
      );

      // Show: everything comes, without a reload.
      await openChat(sight, client, TRADE);
      await isCovered(sight, client, 10);
      await sight.act('show');
      await seeWhole(sight, client, TRADE);
      await nothingKept(sight, known, [TRADE_GROUP]);
      expect((await keptOf(sight, TRADE)).length).toBeGreaterThan(12);

      // A new visit: held again, also what comes now.
      await openChat(sight, client, NEWS);
      await seeWhole(sight, client, NEWS);
      await openChat(sight, client, TRADE);
      await isCovered(sight, client, 10);
      await happen(sight, { what: 'message', peer: TRADE, text: '', media: [latePhoto('70001902')] });
      await openChat(sight, client, FAMILY);
      await until(
        () => seenIn(sight, client),
        ({ pictures, covered }) => pictures >= 2 && !covered,
      );
      const later = (await keptOf(sight, TRADE)).filter(({ where }) => where.includes('70001902'));
      expect(later, 'what came in the new visit').toEqual([]);
      await sight.close();
    });

    test(`${title}: a build that sends one by one, with more in it than is known, opened at a flagged chat`, async ({
      web,
      newSight,
    }) => {
      const build = { batched: false, extra: true, seed: 7, bootMs: 300, stepMs: 25 };
      const site = serveTelegram(web, { build });
      const sight = await fresh(newSight);
      await start(sight, `${site[name]}${client.otherwise}#${client.id(TRADE)}`);
      await isCovered(sight, client, 10);
      await openChat(sight, client, NEWS);
      await seeWhole(sight, client, NEWS);
      await nothingKept(sight, site, [TRADE, TRADE_GROUP], listed);
      await openChat(sight, client, TRADE);
      await sight.act('show');
      await seeWhole(sight, client, TRADE);
      await sight.close();
    });

    test(`${title}: a page that turns against the protection lets nothing go`, async ({ web, newSight }) => {
      const site = serveTelegram(web, { hostile: HOSTILE });
      const sight = await fresh(newSight);
      await start(sight, site[name]);
      await openChat(sight, client, TRADE);
      await isCovered(sight, client, 10);
      const { posts } = await strike(sight);
      expect(posts, 'messages that it saw and sent again').toBeGreaterThan(5);
      await openChat(sight, client, NEWS);
      await seeWhole(sight, client, NEWS);
      await nothingKept(sight, site, [TRADE, TRADE_GROUP], listed);

      // The reader's own click counts, once; what it looked like to the page does not count again.
      await openChat(sight, client, TRADE);
      await sight.act('show');
      await seeWhole(sight, client, TRADE);
      await openChat(sight, client, NEWS);
      await seeWhole(sight, client, NEWS);
      await openChat(sight, client, TRADE);
      await isCovered(sight, client, 10);
      await happen(sight, { what: 'message', peer: TRADE, text: '', media: [latePhoto('70001903')] });
      await until(
        () => seenIn(sight, client),
        ({ messages }) => messages >= 11,
      );
      await strike(sight);
      await openChat(sight, client, FAMILY);
      await until(
        () => seenIn(sight, client),
        ({ pictures, covered }) => pictures >= 2 && !covered,
      );
      expect(site.asked(TRADE)).not.toContain('70001903');
      await sight.close();
    });

    test(`${title}: what is not understood passes unchanged, in order, once`, async ({ web, newSight }) => {
      const site = serveTelegram(web);
      const sight = await fresh(newSight);
      await start(sight, site[name]);
      for (const seed of [1, 2, 3]) {
        const { sent, worker, port, tab, moved } = await sight.run<OddHeard>(SEND_ODD, seed, 300);
        expect(worker).toEqual([...sent, '{type: "odd",buffer: ArrayBuffer 1,2,3}']);
        expect(port).toEqual(sent);
        expect(tab).toEqual(sent);
        expect(moved).toBe(true);
      }
      await sight.close();
    });
  }
}
