import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mailSide, readKept, readyHalf } from '@/entrypoints/background/compiled';
import { mail, smallList } from '@/tests/unit/detection/list';
import { type CompiledList, compile } from '@/utils/detection/compile';
import { createEngine } from '@/utils/detection/engine';
import { database } from '@/utils/storage/database';

vi.mock('wxt/browser', () => ({ browser: { runtime: { getManifest: () => ({ version: '1.0.0' }) } } }));
vi.mock('@/utils/detection/compile', async (original) => {
  const actual = await original<{ compile: typeof compile }>();
  return { ...actual, compile: vi.fn(actual.compile) };
});

const listOf = (phrase: string) =>
  smallList([
    {
      family: 'bluff',
      language: 'en',
      patterns: [{ id: 'bluff.en.one', signal: 'recording', weight: 3, phrases: [phrase] }],
    },
  ]);
interface Stored {
  form: { phrases: { ends: Int32Array } };
  list: string;
}
const FILMED = listOf('filmed you');
/** The name of a list is its own; here its phrase. */
async function compiled(list = FILMED): Promise<CompiledList> {
  const name = JSON.stringify(list.groups);
  return (await readyHalf(name, readKept()))?.mail ?? mailSide(list, name);
}
const stored = async () => (await database()).getAllKeys('compiled');
/** Kept in the background of the first answer. */
const untilKept = (count = 1) => vi.waitFor(async () => expect(await stored()).toHaveLength(count));

beforeEach(async () => {
  await (await database()).clear('compiled');
  vi.mocked(compile).mockClear();
});

describe('the compiled list of a background that wakes', () => {
  it('is compiled once for a list', async () => {
    await compiled();
    await untilKept();
    const again = await compiled();
    expect(compile).toHaveBeenCalledTimes(1);
    const found = createEngine(FILMED, again).explain(mail({ text: 'I filmed you.' })).evidence;
    expect(found.map(({ source, phrase }) => `${source}: ${phrase}`)).toEqual(['bluff.en.one: filmed you']);
  });

  it('is compiled anew for another list, and the one before is forgotten', async () => {
    await compiled();
    await untilKept();
    const [before] = await stored();
    await compiled(listOf('recorded you'));
    await vi.waitFor(async () => expect(await stored()).not.toContain(before));
    expect(compile).toHaveBeenCalledTimes(2);
    expect(await stored()).toHaveLength(1);
  });

  it.each([
    ['is no form', () => 'x'],
    [
      'has other bytes',
      (stored: Stored) => {
        stored.form.phrases.ends[0] = 77;
        return stored;
      },
    ],
    [
      'has another list beside it',
      (stored: Stored) => ({ ...stored, list: stored.list.replace('recording', 'demand') }),
    ],
  ])('is compiled anew when what is stored %s, and kept again', async (_what, spoil) => {
    await compiled();
    await untilKept();
    const [key] = await stored();
    if (key === undefined) throw new Error('nothing was kept');
    const db = await database();
    const good = (await db.get('compiled', key)) as Stored;
    await db.put('compiled', spoil(structuredClone(good)), key);
    const again = await compiled();
    expect(compile).toHaveBeenCalledTimes(2);
    expect(again.patterns).toHaveLength(1);
    await vi.waitFor(async () => expect(await db.get('compiled', key)).toEqual(good));
  });

  it('is there although the database is not', async () => {
    const db = await database();
    const full = vi.spyOn(db, 'transaction').mockImplementation(() => {
      throw new Error('full');
    });
    expect((await compiled()).patterns).toHaveLength(1);
    full.mockRestore();
  });
});
