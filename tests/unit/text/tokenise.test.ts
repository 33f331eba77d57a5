import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, quote } from '@/utils/text/normalise';
import { tokenise } from '@/utils/text/tokenise';
import { Tokens } from '@/utils/text/tokens';
import { KIND_SYMBOLS, UNKNOWN, Vocabulary } from '@/utils/text/vocabulary';

const WORDS = ['bitcoin', 'webcam', 'password', 'video', 'filmed', 'euro', 'you', 'i'];

function read(text: string) {
  const vocabulary = new Vocabulary();
  const symbols = new Map<number, string>(
    Object.entries(KIND_SYMBOLS).map(([kind, symbol]) => [symbol, `#${kind}`]),
  );
  for (const word of WORDS) symbols.set(vocabulary.word(word), word);
  vocabulary.freeze();
  const folded = normalise(text);
  const tokens = new Tokens();
  tokenise(folded, vocabulary, tokens);
  const list = Array.from({ length: tokens.length }, (_, i) => {
    const cls = tokens.classes[i] ?? UNKNOWN;
    const meanings = vocabulary.symbolsOf(cls).map((symbol) => symbols.get(symbol));
    const source = quote(folded, tokens.starts[i] ?? 0, tokens.ends[i] ?? 0);
    return {
      source,
      meanings: meanings
        .map(String)
        .toSorted((a, b) => (a < b ? -1 : 1))
        .join(' '),
    };
  });
  return { tokens, list };
}

describe('cutting a text into tokens', () => {
  it.each([
    ['a word', 'the webcam!', 'the: | webcam:webcam'],
    ['words at signs', 'webcam/video-you', 'webcam:webcam | video:video | you:you'],
    ['one number with its separators', 'pay 1.300,50 now', 'pay: | 1.300,50:#number | now:'],
    ['a number and its unit apart', '72h', '72:#number | h:'],
    ['an amount with a sign before', '€ 1.300', '€ 1.300:#amount #number'],
    ['an amount with a sign behind', '1300 €', '1300 €:#amount #number'],
    ['an amount with a currency word behind', '1300 euro', '1300 euro:#amount #number euro'],
    ['an amount with a currency word before', 'euro 1300', 'euro 1300:#amount #number euro'],
    ['two amounts that share a sign', '1.300€1.300', '1.300€:#amount #number | 1.300:#number'],
    ['an address', 'to ann.b+c@mail.example now', 'to: | ann.b+c@mail.example:#email | now:'],
    ['a link', 'see https://a.example/x?you=1 you', 'see: | https://a.example/x?you=1:#url | you:you'],
    ['spaced letters', 'b i t c o i n', 'b i t c o i n:bitcoin'],
    ['hyphened letters', 'w-e-b-c-a-m', 'w-e-b-c-a-m:webcam'],
    ['several words of spaced letters', 'f i l m e d y o u', 'f i l m e d:filmed | y o u:you'],
    ['digits for letters', 'b1tc0in', 'b1tc0in:bitcoin'],
    ['a sign for a letter', 'p@ssword', 'p@ssword:password'],
    ['a code as it is', 'h264', 'h264:'],
    ['initials as they are', 'J. R. R. T.', 'J: | R: | R: | T:'],
  ])('reads %s', (_, text, expected) => {
    expect(
      read(text)
        .list.map(({ source, meanings }) => `${source}:${meanings}`)
        .join(' | '),
    ).toBe(expected);
  });

  it('leaves out a nonsense word in brackets and a literal tag', () => {
    const { list, tokens } = read('filmed (mksuiem) you </br> video');
    expect(list.map(({ source }) => source)).toEqual(['filmed', 'you', 'video']);
    expect(tokens.padding).toBe(1);
  });

  it('counts what was put together and where', () => {
    const { tokens } = read('my b i t c o i n and v1deo');
    expect(tokens.joined).toBe(1);
    expect(tokens.firstJoined).toBe(3);
    expect(tokens.leet).toBe(1);
  });

  it('gives stretches in the order of the text that do not overlap, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(...WORDS, '1.300', '€', '@', '://', '.', ' ', '<', '>', 'x', 'b', '(', ')', '\n', '-'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { tokens } = read(pieces.join(''));
        let end = 0;
        for (let i = 0; i < tokens.length; i++) {
          expect(tokens.starts[i]).toBeGreaterThanOrEqual(end);
          expect(tokens.ends[i]).toBeGreaterThan(tokens.starts[i] ?? 0);
          end = tokens.ends[i] ?? 0;
        }
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});
