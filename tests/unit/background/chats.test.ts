import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetChats, inspectChat } from '@/entrypoints/background/chats';
import { seed } from '@/tests/unit/detection/list';
import { createEngine } from '@/utils/detection/engine';
import { createListed, slowHash } from '@/utils/feed/listed';
import type { ChatFacts } from '@/utils/schema/telegram';

const fake = vi.hoisted(() => ({
  session: {} as Record<string, unknown>,
  local: {} as Record<string, unknown>,
  listed: (_peer: string): boolean => false,
}));
vi.mock('wxt/browser', () => {
  const area = (name: 'session' | 'local') => ({
    get: async (key: string) => (key in fake[name] ? { [key]: fake[name][key] } : {}),
    set: async (items: object) => void Object.assign(fake[name], items),
    remove: async (key: string) => {
      delete fake[name][key];
    },
  });
  return { browser: { storage: { session: area('session'), local: area('local') } } };
});
const engine = createEngine(seed());
vi.mock('@/entrypoints/background/judge', () => ({
  judge: async () => ({ engine, listed: { has: async (peer: string) => fake.listed(peer) } }),
}));

const SHOP = [
  'Coke 60 euro per gram, keta 30. Stuur een dm voor het menu, levering aan huis.',
  'Wiet en hasj te koop, discreet verpakt verstuurd naar heel Nederland. Prijslijst in dm.',
  'Wij leveren xtc en mdma, 24/7 bereikbaar, minimale bestelling 50 euro, geen tijdverspillers.',
];
const chat = (texts: readonly string[], over: Partial<ChatFacts> = {}): ChatFacts => ({
  client: 'k',
  peer: '-1001',
  kind: 'channel',
  title: 'Markt',
  username: 'markt',
  about: '',
  members: 3,
  posts: texts.map((text, id) => ({ id: String(id + 1), text })),
  ...over,
});
const from = (tab: number) => ({ tab, frame: 0, origin: 'https://web.telegram.org', own: false });
const ask = (facts: ChatFacts, told = 0, tab = 1) => inspectChat({ chat: facts, told }, from(tab));

beforeEach(() => {
  fake.session = {};
  fake.listed = () => false;
  forgetChats(1);
  forgetChats(2);
});

describe('a chat', () => {
  it('is held when several of its posts sell what must not be sold', async () => {
    expect(await ask(chat(SHOP))).toMatchObject({ hold: true, family: 'drugs', listed: false });
  });

  it('adds up over calls', async () => {
    expect(await ask(chat(SHOP.slice(0, 1)))).toMatchObject({ hold: false });
    const rest = await ask(chat(SHOP.slice(1)), 1);
    expect(rest).toMatchObject({ hold: true, verdict: { posts: 3 } });
  });

  it('asks for all of it again when what was told before is not known here', async () => {
    expect(await ask(chat(SHOP.slice(1)), 1)).toBeNull();
    await ask(chat(SHOP.slice(0, 1)));
    expect(await ask(chat(SHOP.slice(1), { title: 'Bakkerij' }), 1)).toBeNull();
    expect(await ask(chat(SHOP.slice(1)), 1, 2)).toBeNull();
  });

  it('is remembered in this session, under a name that tells nothing', async () => {
    await ask(chat(SHOP));
    expect(await ask(chat([]), 0, 2)).toMatchObject({ hold: true, family: 'drugs' });
    expect(JSON.stringify(fake.session)).not.toContain('1001');
    expect(JSON.stringify(fake.session)).not.toContain('Markt');
  });

  it('is let go when much more of it was read and it is no case', async () => {
    await ask(chat(SHOP));
    const words = ['regen', 'bakker', 'zaterdag', 'fiets', 'station', 'brood', 'tuin', 'school'];
    const plain = Array.from(
      { length: 48 },
      (_, i) => `Over ${words[i % 8]} en ${words[(i * 3) >> 3]} in de stad`,
    );
    expect(await ask(chat(plain), 0, 2)).toMatchObject({ hold: false });
    expect(await ask(chat([]), 0, 1)).toMatchObject({ hold: false });
  });

  it('of which the list shows a hint is suspected, and no more when more is known', async () => {
    expect(await ask(chat(SHOP.slice(0, 1)))).toMatchObject({ hold: false, suspected: true });
    expect(await ask(chat([], { peer: '-1002', title: 'Rijbewijs te koop' }))).toMatchObject({
      suspected: true,
    });
    const plain = ['Morgen regen in Gent.', 'De bakker is open.'];
    expect(await ask(chat(plain, { peer: '-1003' }))).toMatchObject({ suspected: false });
    expect(await ask(chat([SHOP[0] ?? '', ...plain], { peer: '-1004' }))).toMatchObject({ suspected: false });
    expect(await ask(chat(SHOP.slice(0, 1), { peer: '7', kind: 'private' }))).toMatchObject({
      suspected: false,
    });
  });

  it('that is listed is held before a word of it is known', async () => {
    fake.listed = (peer) => peer === '-1001';
    expect(await ask(chat([]))).toMatchObject({ hold: true, listed: true, family: null });
  });

  it('that is private is never held, and told only of what is done to the reader', async () => {
    fake.listed = () => true;
    expect(await ask(chat(SHOP, { kind: 'private', peer: '7' }))).toMatchObject({
      hold: false,
      listed: false,
      verdict: { level: 'none' },
    });
  });
});

describe('the list of channels', () => {
  const salt = '000102030405060708090a0b0c0d0e0f';
  const rounds = 10_000;

  it('knows a channel by the slow hash of its id, and no other', async () => {
    const hash = await slowHash('-1987654321', { salt, rounds });
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    const listed = createListed({ salt, rounds, hashes: [hash] });
    expect(await listed.has('-1987654321')).toBe(true);
    expect(await listed.has('-1987654322')).toBe(false);
    expect(await listed.has('1987654321')).toBe(false);
  });

  it('works a hash out once', async () => {
    const derive = vi.spyOn(crypto.subtle, 'deriveBits');
    const listed = createListed({ salt, rounds, hashes: ['0'.repeat(16)] });
    await Promise.all([listed.has('-5'), listed.has('-5')]);
    await listed.has('-5');
    expect(derive).toHaveBeenCalledTimes(1);
    derive.mockRestore();
  });

  it('costs nothing where no channel is listed', async () => {
    const derive = vi.spyOn(crypto.subtle, 'deriveBits');
    expect(await createListed({ salt, rounds, hashes: [] }).has('-5')).toBe(false);
    expect(await createListed(undefined).has('-5')).toBe(false);
    expect(derive).not.toHaveBeenCalled();
    derive.mockRestore();
  });
});
