import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOwnCases } from '@/scripts/eval/own-cases';
import { buildSeed } from '@/scripts/lists/build-seed';
import { createEngine } from '@/utils/detection/engine';

/** What holds of every text written for the project: innocent ones are left alone, and no scam hides behind words about scams. */
const root = process.cwd();
const engine = createEngine(buildSeed(root));
const cases = readOwnCases(join(root, 'tests/corpus/cases')).filter(
  ({ message }) => message.channel === 'mail',
);
const judged = cases.map((one) => {
  const { verdict, points } = engine.explain(one.message);
  return { ...one, level: verdict.level, points };
});
const of = (file: string) => judged.filter((one) => one.file.startsWith(file));
const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id);

/** Points of a scam that says all that such mails say; a cover with much to read around it is no cover any more. */
const STRONG = 16;
/** A single line drowns in a long text of another language: what it says is taken for that language's. */
const LINES = 200;
const warned = judged.filter(
  ({ family, level, points, message }) =>
    family !== null &&
    level === 'warning' &&
    points >= STRONG &&
    message.attachments.length === 0 &&
    message.text.length >= LINES,
);
const wrapped = (around: readonly string[]) =>
  warned.flatMap(({ id, message }, k) => {
    const before = around[k % around.length] ?? '';
    const after = around[(k * 7 + 3) % around.length] ?? '';
    const { level } = engine.inspect({ ...message, text: `${before}\n\n${message.text}\n\n${after}` });
    return [{ id, level }];
  });

const QUOTES_ALL = /-(?:quote|citation|geheel|ganz)-/;

describe('innocent mails', () => {
  it('with wallets are never warned of', () => {
    const some = of('innocent-wallets');
    expect(some.length).toBeGreaterThanOrEqual(100);
    expect(ids(some.filter(({ level }) => level === 'warning'))).toEqual([]);
  });

  it('that talk about the scam or sound like it: at most one warning in 100, and one notice in 20', () => {
    const some = of('innocent-hard');
    expect(some.length).toBeGreaterThanOrEqual(100);
    expect(some.filter(({ level }) => level === 'warning').length).toBeLessThanOrEqual(some.length / 100);
    // An article that quotes a whole mail may come to a notice; a reader sees the mail in it too.
    const told = some.filter(({ id }) => !QUOTES_ALL.test(id));
    const noticed = told.filter(({ level }) => level === 'notice');
    expect(noticed.length, ids(noticed).join(' ')).toBeLessThanOrEqual(told.length / 20);
  });

  it('with a letter attached are left alone', () => {
    expect(ids(of('cover-innocent').filter(({ level }) => level !== 'none'))).toEqual([]);
  });
});

describe('a scam', () => {
  it('that is only the cover of a summons comes to what it should', () => {
    const levels = ['none', 'notice', 'warning'];
    const low = of('cover-summons').filter(
      ({ level, expect }) => levels.indexOf(level) < levels.indexOf(expect ?? 'none'),
    );
    expect(ids(low)).toEqual([]);
  });

  it('is at least a notice between warnings about scams', () => {
    const talk = of('innocent-hard').map(({ message }) => message.text);
    expect(warned.length).toBeGreaterThan(40);
    expect(ids(wrapped(talk).filter(({ level }) => level === 'none'))).toEqual([]);
  });

  it('stays a warning between texts that speak of other things', () => {
    const neutral = [
      'The garden club meets on Thursday. Bring your own cup, the coffee is ready at eight. '.repeat(12),
      'Le marché ouvre à neuf heures sur la place, et la bibliothèque à dix heures. '.repeat(12),
      'De bakker heeft vandaag verse broodjes met rozijnen, en morgen weer. '.repeat(12),
      'Thank you for your order. Your parcel is on its way. Unsubscribe here. Privacy policy. All rights reserved.',
    ];
    expect(ids(wrapped(neutral).filter(({ level }) => level !== 'warning'))).toEqual([]);
  });
});
