import { describe, expect, it } from 'vitest';
import { buildSeed } from '@/scripts/lists/build-seed';
import { readMails } from '@/scripts/support/eval-cases';
import { compile } from '@/utils/detection/compile';
import { type CompiledForm, freeze, thaw } from '@/utils/detection/compiled-form';
import { createEngine } from '@/utils/detection/engine';
import { sideOf } from '@/utils/detection/sides';
import { FormError } from '@/utils/text/form';

const list = sideOf(buildSeed(process.cwd()), 'mail');
const form = freeze(compile(list), 'key');
const copy = () => structuredClone(form) as { -readonly [part in keyof CompiledForm]: CompiledForm[part] };

describe('a compiled list that was stored', () => {
  it('judges as one that was compiled now', async () => {
    const [now, stored] = [createEngine(list), createEngine(list, thaw(copy(), list, 'key'))];
    for (const { message } of await readMails('tests/support/mails')) {
      expect(stored.explain(message)).toEqual(now.explain(message));
    }
  });

  it('is stored without what it learnt from texts', async () => {
    const compiled = compile(list);
    const engine = createEngine(list, compiled);
    for (const { message } of await readMails('tests/support/mails')) engine.inspect(message);
    expect(freeze(compiled, 'key')).toEqual(form);
  });

  it.each([
    ['nothing', () => undefined],
    ['something else', () => ({ format: 1 })],
    ['another format', () => ({ ...copy(), format: 0 })],
    ['another engine', () => ({ ...copy(), engine: '0' })],
    ['another list', () => ({ ...copy(), key: 'other' })],
    ['half of it', () => ({ ...copy(), authorities: undefined })],
    ['arrays that became objects', () => JSON.parse(JSON.stringify(copy())) as unknown],
    [
      'one number that changed',
      () => {
        const stored = copy();
        const trie = stored.phrases.trie ?? new Int32Array(1);
        trie[trie.length >> 1] = (trie[trie.length >> 1] ?? 0) ^ 4;
        return stored;
      },
    ],
    [
      'an array that was cut off',
      () => {
        const stored = copy();
        stored.phrases = { ...stored.phrases, ends: (stored.phrases.ends ?? new Int32Array(9)).slice(1) };
        return stored;
      },
    ],
  ])('is refused when it is %s', (_what, make) => {
    expect(() => thaw(make(), list, 'key')).toThrow(FormError);
  });
});
