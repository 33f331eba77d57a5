import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mail, seed, smallList } from '@/tests/unit/detection/list';
import { createEngine } from '@/utils/detection/engine';
import { DetectionError } from '@/utils/detection/error';
import { Verdict } from '@/utils/schema/verdict';

const engine = createEngine(seed());
const level = (text: string, subject = '') => engine.inspect(mail({ text, subject })).level;

const BLUFF = `I have access to your device and I recorded a video of you through your webcam.
Pay 1300 euro in bitcoin to this wallet: 122ALQhLw63cHbrSnTG9uuUao8SNd3S7K2
You have 48 hours. If you do not pay, I will send the video to all your contacts.`;
const WARNING_ABOUT = `Police warn: sextortion emails are a scam. Do not pay and report it to suspicious@safeonweb.be.
The scammers claim that they have recorded you. According to police, thousands of people received such mails.
How to protect yourself from sextortion: do not panic, it is a hoax.`;
const NEUTRAL = `The garden club meets on Thursday. Bring your own cup, the coffee is ready at eight.
The path behind the house has been cleared, so cyclists can use it again.\n`;

/** Any text that a page can hold, halves of surrogate pairs too. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7f0, max: 0xe010 })), {
      maxLength: 200,
    })
    .map((units) => String.fromCharCode(...units)),
);
const spoken = fc
  .array(
    fc.oneof(
      fc.constantFrom(...BLUFF.split(/\s+/), ...WARNING_ABOUT.split(/\s+/)),
      fc.constantFrom(
        'рolice',
        '𝐛𝐢𝐭coin',
        'b i t c o i n',
        'v1deo',
        '\u202e',
        '\u200b',
        '€',
        '(xq)',
        '</br>',
        '\n',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 120 },
  )
  .map((words) => words.join(' '));

describe('the engine', () => {
  it('warns of a bluff and is silent about ordinary words', () => {
    expect(engine.inspect(mail({ text: BLUFF }))).toMatchObject({
      family: 'bluff',
      level: 'warning',
      partial: false,
    });
    expect(engine.inspect(mail({ text: NEUTRAL }))).toMatchObject({
      family: null,
      level: 'none',
      findings: [],
    });
  });

  it('gives a valid verdict for whatever a page holds', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (text, subject, name, file) => {
        const verdict = engine.inspect(
          mail({
            text,
            subject,
            from: { name: name.slice(0, 320), address: subject.slice(0, 300) },
            replyTo: { name: '', address: file.slice(0, 300) },
            to: [subject.slice(0, 300)],
            attachments: [{ name: file.slice(0, 255) }, { name: 'a.pdf' }],
          }),
        );
        expect(Verdict.safeParse(verdict).success).toBe(true);
        expect(verdict.family === null).toBe(verdict.level === 'none');
      }),
      { numRuns: 500 },
    );
  });

  it('quotes what the reader sees, and nothing else', () => {
    const seen = (text: string) => text.replace(/\s+/g, ' ').trim();
    fc.assert(
      fc.property(spoken, fc.constantFrom('', BLUFF), (words, tail) => {
        const text = `${words} ${tail}`;
        for (const { phrase } of engine.explain(mail({ text })).evidence) {
          const quoted = phrase.replace(/…$/, '');
          // What stands behind an override is quoted as it is seen: the other way round.
          if (text.includes('\u202e')) for (const letter of quoted) expect(text).toContain(letter.trim());
          else expect(seen(text)).toContain(quoted);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('judges the same whatever neutral text stands before and after', () => {
    for (const text of [BLUFF, WARNING_ABOUT, `${WARNING_ABOUT}\n${BLUFF}`, NEUTRAL]) {
      const alone = level(text);
      for (const count of [1, 5, 40]) {
        expect(level(NEUTRAL.repeat(count) + text), `before, ${count}`).toBe(alone);
        expect(level(text + NEUTRAL.repeat(count)), `after, ${count}`).toBe(alone);
      }
    }
  });

  it('keeps at least a notice when a bluff is wrapped in warnings about scams', () => {
    for (const text of [
      `${WARNING_ABOUT}\n${BLUFF}`,
      `${BLUFF}\n${WARNING_ABOUT}`,
      `${WARNING_ABOUT}\n${BLUFF}\n${WARNING_ABOUT}`,
    ]) {
      expect(level(text)).not.toBe('none');
    }
  });

  it('says nothing about the advice alone', () => {
    expect(level(WARNING_ABOUT)).toBe('none');
  });

  it.each([
    ['look-alike letters', BLUFF.replaceAll('o', 'о').replaceAll('a', 'а')],
    ['zero-width characters', BLUFF.replace(/(\p{L}\p{L})(?=\p{L})/gu, '$1\u200b')],
    [
      'mathematical letters',
      BLUFF.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97)),
    ],
    ['accents on every letter', BLUFF.replace(/[aeiou]/g, '$&\u0301')],
    ['padding in brackets', BLUFF.replace(/(\p{L}) (?=\p{L}{3})/gu, '$1 (mksuiem) ')],
    ['words over several lines', BLUFF.replaceAll(' ', '\n')],
  ])('warns of a bluff written with %s', (_, text) => {
    expect(level(text)).toBe('warning');
  });

  it('gives the same verdict for the same message, whatever it read before', () => {
    const first = engine.inspect(mail({ text: BLUFF }));
    engine.inspect(mail({ text: WARNING_ABOUT }));
    engine.inspect(mail({ text: 'x '.repeat(5_000) }));
    expect(engine.inspect(mail({ text: BLUFF }))).toEqual(first);
  });

  it('says when it could not read all', () => {
    expect(engine.inspect(mail({ text: BLUFF, truncated: true })).partial).toBe(true);
  });

  it('reads in time that grows with the text and no faster', () => {
    const unit = `${BLUFF} ${NEUTRAL} b i t c o i n 122ALQ hLw63cHbrS 1 2 3 4 https://a.example/${'x'.repeat(50)} a@b.example `;
    const text = (chars: number) => unit.repeat(Math.ceil(chars / unit.length)).slice(0, chars);
    const messages = [100_000, 200_000].map((chars) => mail({ text: text(chars) }));
    const best = messages.map(() => Infinity);
    // In turns, so that neither is read colder than the other, or while the machine is busier.
    for (let k = 0; k < 8; k++) {
      for (const [at, message] of messages.entries()) {
        const start = performance.now();
        engine.inspect(message);
        best[at] = Math.min(best[at] ?? Infinity, performance.now() - start);
      }
    }
    const [once = NaN, twice = NaN] = best;
    // Loose, because the machine may be busy: quadratic time would give 4 and more.
    expect(twice / once).toBeLessThan(3.2);
  });
});

describe('creating an engine', () => {
  const group = (phrases: string[]) =>
    smallList([
      {
        family: 'bluff',
        language: 'en',
        patterns: [{ id: 'bluff.en.one', signal: 'access', weight: 2, phrases }],
      },
    ]);

  it('names the pattern that cannot be read', () => {
    const attempt = () => createEngine(group(['a (b']));
    expect(attempt).toThrow(DetectionError);
    expect(attempt).toThrow(/bluff\.en\.one/);
  });

  it('carries the revision of its list into verdicts', () => {
    expect(createEngine(group(['filmed you'])).inspect(mail()).revision).toBe(7);
  });

  it('finds a pattern in subject, sender and file names too, once', () => {
    const small = createEngine(group(['filmed you']));
    const sources = (parts: Parameters<typeof mail>[0]) =>
      small.explain(mail(parts)).evidence.map(({ source }) => source);
    expect(sources({ subject: 'I filmed you' })).toEqual(['bluff.en.one']);
    expect(sources({ from: { name: 'Filmed You', address: 'x@y.example' } })).toEqual(['bluff.en.one']);
    expect(sources({ attachments: [{ name: 'filmed_you (1).pdf' }] })).toEqual(['bluff.en.one']);
    expect(sources({ subject: 'filmed you', text: 'filmed you. filmed you.' })).toEqual(['bluff.en.one']);
  });
});

describe('a fake summons that is only a cover', () => {
  const cover = (parts: Parameters<typeof mail>[0]) => engine.inspect(mail(parts));

  it('is a warning when an authority writes from a free mailbox', () => {
    expect(
      cover({
        subject: 'Convocation',
        text: 'Veuillez trouver ci-joint votre convocation.',
        from: { name: 'Police judiciaire', address: 'cabinet@gmail.com' },
        attachments: [{ name: 'CONVOCATION_POLICE.pdf' }],
      }),
    ).toMatchObject({ family: 'summons', level: 'warning' });
  });

  it('is silent about an ordinary letter with a file', () => {
    expect(
      cover({
        subject: 'Facture 2026-114',
        text: 'Bonjour, vous trouverez la facture en annexe. Bien à vous, Marie',
        from: { name: 'Marie Dupont', address: 'marie@gmail.com' },
        attachments: [{ name: 'facture.pdf' }],
      }).level,
    ).toBe('none');
  });

  it('is silent about a letter that an authority sends from its own domain', () => {
    expect(
      cover({
        subject: 'Politie: uw aangifte',
        text: 'In bijlage vindt u uw aangifte.',
        from: { name: 'Politie', address: 'pz@police.belgium.eu' },
        attachments: [{ name: 'aangifte.pdf' }],
      }).level,
    ).toBe('none');
  });
});
