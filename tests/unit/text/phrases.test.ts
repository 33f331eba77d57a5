import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '@/utils/text/normalise';
import { Phrases } from '@/utils/text/phrases';
import { tokenise } from '@/utils/text/tokenise';
import { Tokens } from '@/utils/text/tokens';

/** A phrase as a tree, with its notation and a plain search of its own to compare with. */
type Node =
  | { kind: 'word'; word: string }
  | { kind: 'prefix'; prefix: string }
  | { kind: 'choice'; optional: boolean; rows: Node[][] };
interface Phrase {
  parts: { gap: number; nodes: Node[] }[];
}

const WORDS = ['alpha', 'alps', 'alpine', 'beta', 'betray', 'gamma', 'delta', 'zz'];
const leaf: fc.Arbitrary<Node> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS).map((word): Node => ({ kind: 'word', word })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('al', 'alp', 'be', 'g').map((prefix): Node => ({ kind: 'prefix', prefix })),
  },
);
const choice: fc.Arbitrary<Node> = fc
  .record({
    optional: fc.boolean(),
    rows: fc.array(fc.array(leaf, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
  })
  .map((made): Node => ({ kind: 'choice', ...made }));
const node = fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: choice });
const phrase: fc.Arbitrary<Phrase> = fc.record({
  parts: fc.array(
    fc.record({
      gap: fc.integer({ min: 1, max: 12 }),
      // A word that must stand in every part: an empty part is refused.
      nodes: fc
        .tuple(fc.array(node, { maxLength: 2 }), leaf, fc.array(node, { maxLength: 2 }))
        .map(([a, b, c]) => [...a, b, ...c]),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const write = (nodes: Node[]): string =>
  nodes
    .map((n) => {
      if (n.kind === 'word') return n.word;
      if (n.kind === 'prefix') return `${n.prefix}*`;
      const rows = n.rows.map(write).join('|');
      return n.optional ? `[${rows}]` : `(${rows})`;
    })
    .join(' ');
const notation = ({ parts }: Phrase): string =>
  parts.map(({ gap, nodes }, i) => (i === 0 ? '' : ` <${gap}> `) + write(nodes)).join('');

/** Places behind `nodes` when they are read from `at`. */
function endsOf(nodes: Node[], words: string[], at: number): Set<number> {
  let places = new Set([at]);
  for (const n of nodes) {
    const next = new Set<number>();
    for (const place of places) {
      const word = words[place];
      if (n.kind === 'choice') {
        if (n.optional) next.add(place);
        for (const row of n.rows) for (const end of endsOf(row, words, place)) next.add(end);
      } else if (word !== undefined && (n.kind === 'word' ? word === n.word : word.startsWith(n.prefix))) {
        next.add(place + 1);
      }
    }
    places = next;
  }
  return places;
}

/** All last words of the phrase in the text. */
function naive({ parts }: Phrase, words: string[]): Set<number> {
  let starts = new Set(words.keys());
  let ends = new Set<number>();
  parts.forEach(({ nodes }, i) => {
    ends = new Set();
    for (const start of starts) for (const end of endsOf(nodes, words, start)) ends.add(end);
    const gap = parts[i + 1]?.gap ?? 0;
    starts = new Set();
    for (const end of ends) for (let k = 0; k <= gap; k++) starts.add(end + k);
  });
  return new Set([...ends].map((end) => end - 1));
}

function search(phrases: Phrases, text: string): { id: number; first: number; last: number }[] {
  const tokens = new Tokens();
  tokenise(normalise(text), phrases.vocabulary, tokens);
  const found: { id: number; first: number; last: number }[] = [];
  phrases.find(tokens, (id, first, last) => found.push({ id, first, last }));
  return found;
}

describe('finding phrases', () => {
  it('finds exactly what a plain search finds', () => {
    const text = fc.array(fc.constantFrom(...WORDS, 'unknown', 'other'), { maxLength: 60 });
    fc.assert(
      fc.property(
        fc.array(phrase, { minLength: 1, maxLength: 8 }),
        fc.array(text, { minLength: 1, maxLength: 3 }),
        (list, texts) => {
          const phrases = new Phrases();
          for (const [id, one] of list.entries()) phrases.add(notation(one), id);
          phrases.freeze();
          // Several texts one after the other: what one leaves behind must not change the next.
          for (const words of texts) {
            const found = search(phrases, words.join(' '));
            list.forEach((one, id) => {
              const ends = new Set(found.filter((f) => f.id === id).map((f) => f.last));
              expect(
                [...ends].sort((a, b) => a - b),
                notation(one),
              ).toEqual([...naive(one, words)].sort((a, b) => a - b));
            });
          }
        },
      ),
      { numRuns: 1_500 },
    );
  }, 60_000);

  it('names a first word from which the phrase can be read', () => {
    const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 });
    fc.assert(
      fc.property(phrase, text, (one, words) => {
        const phrases = new Phrases();
        phrases.add(notation(one), 0);
        phrases.freeze();
        for (const { first, last } of search(phrases, words.join(' '))) {
          expect(naive(one, words.slice(first, last + 1)).has(last - first)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds the same after its memory of states was full and forgotten', () => {
    const phrases = new Phrases();
    const letters = 'abcdefghijklmnop';
    const words = [...letters].flatMap((a) => [...letters].map((b) => `${a}${b}x`));
    for (const [id, word] of words.entries()) {
      phrases.add(`${word.slice(0, 1)}* ${word.slice(0, 2)}* ${word}`, id);
    }
    phrases.freeze();
    let seed = 1;
    const next = () => (seed = (seed * 48_271) % 2_147_483_647);
    const noise = Array.from({ length: 60_000 }, () => words[next() % words.length]).join(' ');
    const before = search(phrases, 'abx abx abx');
    search(phrases, noise);
    expect(before.length).toBeGreaterThan(0);
    expect(search(phrases, 'abx abx abx')).toEqual(before);
  });
});
