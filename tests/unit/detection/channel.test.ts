import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mail, seed } from '@/tests/unit/detection/list';
import { type Channel, createChannel } from '@/utils/detection/channel';
import { createEngine } from '@/utils/detection/engine';
import { sideOf } from '@/utils/detection/sides';
import { ChannelVerdict } from '@/utils/schema/channel';
import { MAIL_FAMILIES } from '@/utils/schema/limits';
import type { PatternList } from '@/utils/schema/list';
import type { Message } from '@/utils/schema/message';

const engine = createEngine(seed());

const post = (text: string, parts: Partial<Message> = {}): Message =>
  mail({ channel: 'telegram', chat: 'broadcast', text, ...parts });

function watched(messages: readonly Message[]): Channel {
  const channel = createChannel(engine);
  for (const message of messages) channel.see(message);
  return channel;
}
const verdictOf = (texts: readonly string[], subject = '') =>
  watched(texts.map((text) => post(text, { subject }))).verdict();

const SHOP = [
  'Coke 60 euro per gram, keta 30. Stuur een dm voor het menu, levering aan huis.',
  'Wiet en hasj te koop, discreet verpakt verstuurd naar heel Nederland. Prijslijst in dm.',
  'Wij leveren xtc en mdma, 24/7 bereikbaar, minimale bestelling 50 euro, geen tijdverspillers.',
];
const NEUTRAL = [
  'Morgen regen in Gent.',
  'De bakker op de hoek is weer open.',
  'Wie speelt er zaterdag mee?',
];

describe('a channel', () => {
  it('is warned of when several posts sell what must not be sold', () => {
    const verdict = verdictOf(SHOP);
    expect(verdict).toMatchObject({ family: 'drugs', level: 'warning', posts: 3 });
    expect(verdict.findings.length).toBeGreaterThan(2);
    expect(ChannelVerdict.safeParse(verdict).success).toBe(true);
  });

  it('is not warned of for a single post, however clear', () => {
    expect(verdictOf(SHOP.slice(0, 1)).level).not.toBe('warning');
    expect(engine.inspect(post(SHOP[0] ?? '')).level).toBe('notice');
  });

  it('is warned of for one clear post when it trades in children', () => {
    const verdict = verdictOf(['Selling underage content, mega links, preview in pm', ...NEUTRAL]);
    expect(verdict).toMatchObject({ family: 'minors', level: 'warning' });
  });

  it('counts copies once, whatever their case, digits and spacing', () => {
    const copy = SHOP[0] ?? '';
    const copies = [copy, copy.toUpperCase(), copy.replace('60', '55'), `  ${copy} !!`, `${copy}\n`];
    expect(verdictOf(copies)).toEqual(verdictOf([copy]));
  });

  it('says the same in whatever order its posts are seen', () => {
    const posts = [...SHOP, ...NEUTRAL, 'Politie neemt 30 kilo cocaïne in beslag, twee aanhoudingen.'];
    const first = verdictOf(posts);
    expect(verdictOf([...posts].reverse())).toEqual(first);
    expect(verdictOf([...posts.slice(3), ...posts.slice(0, 3), ...posts])).toEqual(first);
  });

  it('keeps no more than a sample of a long one, and the same sample in any order', () => {
    const many = Array.from({ length: 900 }, (_, i) =>
      [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join(' thing '),
    );
    const sold = many.map((word, i) => (i % 3 === 0 ? `${SHOP[i % 2] ?? ''} ${word}` : word));
    const verdict = verdictOf(sold);
    expect(verdict).toMatchObject({ family: 'drugs', level: 'warning' });
    expect(verdict.posts).toBeGreaterThan(60);
    expect(verdict.posts).toBeLessThan(200);
    expect(verdictOf([...sold].reverse())).toEqual(verdict);
  });

  it('is not a shop because three of a thousand posts are adverts', () => {
    const talk = Array.from({ length: 300 }, (_, i) =>
      [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join(' zegt '),
    );
    expect(verdictOf([...talk, ...SHOP]).level).toBe('none');
  });

  it('is read under its title, but not judged by it', () => {
    const title = 'Wiet en coke te koop, menu in dm';
    expect(verdictOf(NEUTRAL, title).level).toBe('none');
    expect(engine.inspect(post('Mooie toppen binnen')).level).toBe('none');
    expect(engine.inspect(post('Mooie toppen binnen', { subject: title })).family).toBe('drugs');
  });

  it('does not take signs alone for goods', () => {
    expect(verdictOf(['❄️🍁 winter in het bos', '🍄🌿 paddenstoelen gezien', '💊🐴 ochtend']).level).toBe(
      'none',
    );
  });

  it('has nothing to say before it has seen anything', () => {
    expect(createChannel(engine).verdict()).toMatchObject({ family: null, level: 'none', posts: 0 });
  });

  it('passes over mail', () => {
    expect(watched(SHOP.map((text) => mail({ text }))).verdict().level).toBe('none');
  });
});

describe('where a message stands decides what it is judged by', () => {
  const BLUFF = `I have access to your device and I recorded a video of you through your webcam.
Pay 1300 euro in bitcoin. If you do not pay, I will send the video to all your contacts within 48 hours.`;

  it('judges no mail by what is traded on Telegram', () => {
    for (const text of SHOP) expect(engine.inspect(mail({ text })).level).toBe('none');
    const verdicts = (list = seed()) =>
      createEngine(list).explain(mail({ text: `${BLUFF} ${SHOP.join(' ')}` }));
    expect(verdicts(sideOf(seed(), 'mail'))).toEqual(verdicts());
  });

  it('looks for blackmail in private chats and for nothing else there', () => {
    expect(engine.inspect(post(BLUFF, { chat: 'private' }))).toMatchObject({
      family: 'bluff',
      level: 'warning',
    });
    for (const chat of ['group', 'broadcast'] as const) {
      expect(engine.inspect(post(BLUFF, { chat })).level).toBe('none');
    }
    for (const text of SHOP) expect(engine.inspect(post(text, { chat: 'private' })).level).toBe('none');
  });

  it('reads a private chat as one conversation', () => {
    const parts = [
      'I have access to your device and I recorded a video of you through your webcam.',
      'Pay 1300 euro in bitcoin.',
      'Within 48 hours, or I will send the video to all your contacts.',
    ].map((text) => post(text, { chat: 'private' }));
    expect(parts.map((part) => engine.inspect(part).level)).not.toContain('warning');
    expect(watched(parts).verdict()).toMatchObject({ family: 'bluff', level: 'warning' });
  });

  it('judges nothing where the channel is not known', () => {
    const unknown = { ...mail({ text: BLUFF }), channel: 'fax' } as unknown as Message;
    expect(engine.inspect(unknown)).toMatchObject({ family: null, level: 'none' });
    expect(engine.rulesFor(unknown)).toEqual([]);
  });

  it('has families on one side only', () => {
    const mailFamilies = new Set<string>([...MAIL_FAMILIES, 'benign']);
    expect(sideOf(seed(), 'mail').groups.every(({ family }) => mailFamilies.has(family))).toBe(true);
    expect(sideOf(seed(), 'telegram').groups.some(({ family }) => mailFamilies.has(family))).toBe(false);
  });

  it('lets a bad half of a list cost only that half', () => {
    const bad: PatternList = {
      ...seed(),
      groups: [
        {
          family: 'drugs',
          language: 'nl',
          patterns: [{ id: 'drugs.nl.bad', signal: 'goods', weight: 2, phrases: ['a (b'] }],
        },
      ],
    };
    const half = createEngine(bad);
    expect(() => half.compileAll()).toThrow();
    expect(half.inspect(post(SHOP[0] ?? '')).level).toBe('none');
  });
});

describe('the channels written for it', () => {
  const read = (name: string) =>
    [
      ...Map.groupBy(
        readFileSync(join(process.cwd(), 'tests/corpus/cases', name), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map(
            (line) =>
              JSON.parse(line) as { chat: string; family: string | null; subject: string; text: string },
          ),
        ({ chat }) => chat,
      ),
    ].map(([chat, posts]) => ({
      chat,
      family: posts[0]?.family ?? null,
      verdict: watched(posts.map(({ text, subject }) => post(text, { subject }))).verdict(),
    }));

  it('warns of no innocent one, and has a notice for one in fifty at most', () => {
    const channels = [...read('telegram-innocent.jsonl'), ...read('telegram-innocent-2.jsonl')];
    const called = channels.filter(({ verdict }) => verdict.level !== 'none');
    expect(channels.length).toBeGreaterThanOrEqual(80);
    expect(called.filter(({ verdict }) => verdict.level === 'warning').map(({ chat }) => chat)).toEqual([]);
    expect(called.length / channels.length).toBeLessThanOrEqual(1 / 50);
  });

  it('warns of four in five that trade, by their family, after three posts', () => {
    const channels = read('telegram-trade.jsonl');
    const right = channels.filter(
      ({ family, verdict }) => verdict.level === 'warning' && verdict.family === family,
    );
    expect(channels.length).toBeGreaterThanOrEqual(60);
    expect(right.length / channels.length).toBeGreaterThanOrEqual(0.8);
  });
});
