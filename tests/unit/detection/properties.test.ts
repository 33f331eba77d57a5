import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMails } from '@/scripts/support/eval-cases';
import { mail, seed, smallList } from '@/tests/unit/detection/list';
import { createEngine } from '@/utils/detection/engine';

const engine = createEngine(seed());
const scams = (await readMails('tests/support/mails'))
  .map(({ id, message }) => ({ id, message }))
  .filter(({ message }) => engine.inspect(message).level === 'warning');

const NEUTRAL = [
  'The garden was quiet in the early light.',
  'Nobody had come down the road since breakfast.',
  'Le marché ouvre à neuf heures sur la place.',
  'De bakker heeft vandaag verse broodjes met rozijnen.',
  'Am Nachmittag wurde es langsam wieder wärmer.',
  'We moved the chairs to the other side of the hall.',
];
const neutral = fc
  .array(fc.constantFrom(...NEUTRAL), { minLength: 1, maxLength: 120 })
  .map((sentences) => sentences.join(' '));

/** How senders dress a word up, so that a reader still reads it. */
const SHAPES: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', c: 'с', i: 'і' };
const dressings: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => [...word].join('\u200b'),
  (word) => [...word].join('\u00ad'),
  (word) => word.replace(/[aeoci]/, (letter) => SHAPES[letter] ?? letter),
  (word) => word.replace(/[a-z]/g, (letter) => `${letter}\u0301`),
  (word) => word.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  (word) => [...word].map((letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97)).join(''),
];

describe('a finding', () => {
  const list = smallList([
    {
      family: 'bluff',
      language: 'en',
      patterns: [{ id: 'bluff.en.one', signal: 'recording', weight: 3, phrases: ['secretly filmed you'] }],
    },
  ]);
  const small = createEngine(list);

  it('quotes the phrase as the reader sees it, however it is dressed up and whatever stands around it', () => {
    const words = fc.tuple(
      ...['secretly', 'filmed', 'you'].map((word) =>
        fc.constantFrom(...dressings).map((dress) => dress(word)),
      ),
    );
    fc.assert(
      fc.property(neutral, words, neutral, (before, dressed, after) => {
        const phrase = dressed.join(' ');
        const { evidence } = small.explain(mail({ text: `${before}\n${phrase}\n${after}` }));
        const found = evidence.find(({ source }) => source === 'bluff.en.one');
        expect(found?.phrase).toBe(phrase);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a verdict', () => {
  it('there are scams to try', () => {
    expect(scams.length).toBeGreaterThanOrEqual(8);
  });

  it('does not depend on the pieces that a text was put together from', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scams), fc.array(fc.nat(), { maxLength: 12 }), ({ message }, cuts) => {
        const { text } = message;
        const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
        // Slices of a longer string, joined one by one: another string to the machine, the same to a reader.
        const long = `.${text}.`;
        let joined = '';
        for (let k = 1; k < places.length; k++) {
          joined += long.slice(1 + (places[k - 1] ?? 0), 1 + (places[k] ?? 0));
        }
        expect(engine.explain({ ...message, text: joined })).toEqual(engine.explain(message));
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on what was judged before', () => {
    const some = scams.slice(0, 3);
    const told = ({ verdict, evidence, points }: ReturnType<typeof engine.explain>) => ({
      verdict,
      evidence,
      points,
    });
    const alone = some.map(({ message }) => told(createEngine(seed()).explain(message)));
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 5 }), (texts) => {
        for (const text of texts) engine.inspect(mail({ text, subject: text }));
        expect(some.map(({ message }) => told(engine.explain(message)))).toEqual(alone);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('stays a warning when neutral text is put around a scam', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scams), neutral, neutral, ({ id, message }, before, after) => {
        const text = `${before}\n\n${message.text}\n\n${after}`;
        expect(`${id}: ${engine.inspect({ ...message, text }).level}`).toBe(`${id}: warning`);
      }),
      { numRuns: 150 },
    );
  });

  it('is at least a notice when a scam wraps itself in a warning about scams', () => {
    const advice =
      'Beware of this scam. Safeonweb and the police warn of fake mails like the following one: do not pay and do not answer, but forward it to suspicious@safeonweb.be.';
    for (const { id, message } of scams) {
      const { level } = engine.inspect({ ...message, text: `${advice}\n\n${message.text}\n\n${advice}` });
      expect(`${id}: ${level}`).not.toBe(`${id}: none`);
    }
  });
});
