import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FoldSpace, foldedText, normalise, quote } from '@/utils/text/normalise';

const fold = (text: string) => foldedText(normalise(text));
const anyText = fc.string({ unit: 'binary', maxLength: 200 });
/** What senders really mix: scripts, marks, invisible characters, directions, halves of pairs. */
const trickyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'aeiousßæœıİéñäøАаВоеρσς𝒜𝐛ﬁＡⅧ①\u200b\u00ad\u202e\u202c\u0301\ufe0f\n\r\t 1€',
        '\u2028',
        '\ud835',
        '\udc00',
      ),
      fc.string({ minLength: 1, maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('folding a text', () => {
  it.each([
    ['Cyrillic letters in a Latin word', 'bitcоin', 'bitcoin'],
    ['a Greek letter in a Latin word', 'vidεo', 'video'],
    ['full-width letters', 'ＢＩＴＣＯＩＮ', 'bitcoin'],
    ['mathematical letters', '𝐛𝐢𝐭𝐜𝐨𝐢𝐧', 'bitcoin'],
    ['zero-width characters', 'bit\u200bco\u2060in', 'bitcoin'],
    ['a soft hyphen', 'web\u00adcam', 'webcam'],
    ['letters turned around by an override', '\u202enioctib\u202c', 'bitcoin'],
    ['an override that ends with the line', '\u202eniocti\nbit', 'itcoin\nbit'],
    ['ligatures', 'ﬁlm', 'film'],
    ['French', 'Où sont les œuvres de ma sœur, là-bas ?', 'ou sont les oeuvres de ma soeur, la-bas ?'],
    ['German', 'Größe, Straße, Übung', 'grosse, strasse, ubung'],
    ['Dutch', 'één coördinatie, de ĳskast', 'een coordinatie, de ijskast'],
    ['carriage returns', 'a\r\nb', 'a\n\nb'],
  ])('reads %s', (_, text, read) => {
    expect(fold(text)).toBe(read);
  });

  it.each([
    ['Russian', 'оса и сок росы, а не хор'],
    ['Greek', 'ο τονος και η ωρα'],
    ['Russian with an English word', 'мой новый ноутбук windows, окно рост'],
  ])('keeps the letters of honest %s prose', (_, text) => {
    const folded = normalise(text);
    expect(foldedText(folded)).toMatch(/[\u0370-\u04ff]/);
    expect(foldedText(folded).length).toBe(text.length);
    expect(folded.disguises.lookalike).toBe(0);
  });

  it('counts each kind of disguise and says where the first stands', () => {
    const text = 'vidео, 𝐛𝐢t, pa\u200bss';
    const { disguises } = normalise(text);
    expect(disguises.lookalike).toBe(2);
    expect(disguises.first.lookalike).toBe(text.indexOf('е'));
    expect(disguises.styled).toBe(2);
    expect(disguises.first.styled).toBe(text.indexOf('𝐛'));
    expect(disguises.invisible).toBe(1);
  });

  it('sees no trick in accents, emoji joiners and soft hyphens', () => {
    const { disguises } = normalise('Très été naïf 👩‍👩‍👧 Do\u00adnau\u00addampf, ça va, ß');
    expect(disguises).toMatchObject({ lookalike: 0, styled: 0, invisible: 0, reversed: 0 });
  });

  it('changes nothing in a text that is folded already', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, trickyText), (text) => {
        const once = fold(text);
        expect(fold(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('maps every unit to the place of the source that made it', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, trickyText), (text) => {
        const { map, length, units } = normalise(text);
        for (let i = 0; i < length; i++) {
          const at = map[i] ?? -1;
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThan(text.length);
          // Never the second half of a pair.
          const inPair = at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
          expect(inPair).toBe(false);
          expect(units[i]).not.toBe(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps the order of the source where no override turns it', () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        const { map, length } = normalise(text.replaceAll(/[\u202d\u202e]/g, ''));
        for (let i = 1; i < length; i++) expect(map[i]).toBeGreaterThanOrEqual(map[i - 1] ?? 0);
      }),
    );
  });

  it('folds a word alike wherever it stands among Latin words', () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        const word = text.replace(/[\s\u2028\u202e\u202c]/g, '');
        const half = /^[\ud800-\udbff]|[\udc00-\udfff]$/;
        fc.pre(!half.test(word) && !/[А-яΑ-ω]/.test(word));
        expect(fold(`so ${word} so`)).toBe(`so ${fold(word)} so`);
      }),
    );
  });
});

describe('quoting', () => {
  it('gives the words as the reader sees them', () => {
    const text = 'Ich habe Sie GEFILMT, Größe!';
    const folded = normalise(text);
    const at = foldedText(folded).indexOf('grosse');
    expect(quote(folded, at, at + 6)).toBe('Größe');
  });

  it('keeps marks that follow their letter, and both halves of a pair', () => {
    const accent = normalise('cafe\u0301 noir');
    expect(quote(accent, 0, 4)).toBe('cafe\u0301');
    const bold = normalise('𝐛𝐢𝐭 x');
    expect(quote(bold, 0, 3)).toBe('𝐛𝐢𝐭');
  });

  it('is a piece of the source, whatever the source', () => {
    fc.assert(
      fc.property(trickyText, fc.nat(), fc.nat(), (text, a, b) => {
        const folded = normalise(text);
        const from = Math.min(a, b) % (folded.length + 1);
        const to = Math.max(from, Math.max(a, b) % (folded.length + 1));
        const quoted = quote(folded, from, to);
        if (folded.disguises.reversed === 0) expect(text).toContain(quoted);
        for (const letter of quoted) expect(text).toContain(letter);
      }),
    );
  });

  it('gives turned letters in the order of the eye', () => {
    const text = 'pay \u202eniocti\u202db\u202c\u202c now';
    const folded = normalise(text);
    const at = foldedText(folded).indexOf('bitcoin');
    expect(at).toBe(4);
    expect(quote(folded, at, at + 7)).toBe('bitcoin');
  });
});

describe('folding one text after the other into the same space', () => {
  it('gives what each gives alone, and nothing of the text before behind its end', () => {
    const space = new FoldSpace();
    fc.assert(
      fc.property(fc.oneof(anyText, trickyText), (text) => {
        const again = normalise(text, space);
        const alone = normalise(text);
        expect(foldedText(again)).toBe(foldedText(alone));
        expect(again.map.subarray(0, again.length)).toEqual(alone.map.subarray(0, alone.length));
        expect(again.disguises).toEqual(alone.disguises);
        expect(again.units.subarray(again.length, again.length + 8).some((unit) => unit !== 0)).toBe(false);
      }),
    );
  });
});
