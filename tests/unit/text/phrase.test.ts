import { describe, expect, it } from 'vitest';
import { matches } from '@/tests/unit/text/match';
import { parsePhrase } from '@/utils/text/phrase';
import { PhraseError } from '@/utils/text/phrase-error';
import { Vocabulary } from '@/utils/text/vocabulary';
import { WordRows } from '@/utils/text/word-rows';

const parse = (phrase: string) => parsePhrase(phrase, new WordRows(new Vocabulary()));

describe('the notation', () => {
  it.each([
    ['filmed you', 'I FILMED you', true],
    ['filmed you', 'filmed and you', false],
    ['(filmed|recorded) you', 'recorded you', true],
    ['(filmed|have recorded) you', 'they have recorded you', true],
    ['(filmed|have recorded) you', 'recorded you', false],
    ['[secretly] filmed you', 'filmed you', true],
    ['filmed [very|quite] secretly', 'filmed quite secretly', true],
    ['filmed [very|quite] secretly', 'filmed so secretly', false],
    ['film* you', 'filming you', true],
    ['film* you', 'film you', true],
    ['film* you', 'fil you', false],
    ['filmed <2> webcam', 'filmed with the webcam', true],
    ['filmed <2> webcam', 'filmed with the old webcam', false],
    ['filmed <2> webcam', 'webcam filmed', false],
    ['#number hours', '48 hours', true],
    ['#number hours', 'some hours', false],
    ['pay #amount', 'pay € 1.300', true],
    ['pay #amount', 'pay 1300', false],
    ['pay #number euro', 'pay 1300 euro', true],
    ['pay #number euro', 'pay € 1300', true],
    ['to #wallet', 'to 122ALQhLw63cHbrSnTG9uuUao8SNd3S7K2', true],
    ['write #email', 'write ann@mail.example', true],
    ['see #url', 'see https://a.example', true],
    ["j'ai", 'J’ai', true],
    ["j'ai filmé", 'jai filme', true],
    ['e-mail', 'email', true],
    ['e-mail', 'e mail', true],
    ['über', 'ueber', true],
    ['über', 'uber', true],
    ['Straße', 'STRASSE', true],
    ['bitcoin', 'bitcоin', true],
    ['48 hours', '48 hours', true],
    ['48 hours', '24 hours', false],
    ['a b c', 'a b c', true],
  ])('%s in "%s": %s', (phrase, text, found) => {
    expect(matches(phrase, text)).toBe(found);
  });

  it.each([
    '(',
    '(a',
    'a)',
    'a <99> b',
    'a <0> b',
    '<2> a',
    'a <2>',
    '[a]',
    '()',
    'a|b',
    '#nothing',
    '**',
    'a*b',
    '!',
    'a <2',
    '(a <2> b)',
  ])('refuses %s', (phrase) => {
    expect(() => parse(phrase)).toThrow(PhraseError);
  });

  it('refuses alternatives that multiply beyond bounds, instead of writing them out', () => {
    const wide = '(a|b|c|d|e|f|g|h)';
    expect(() => parse(`(${`${wide} `.repeat(12)}|z)`)).toThrow(PhraseError);
  });

  it('cuts wide stretches so that rows stay few', () => {
    const wide = '(alpha|beta|gamma|delta|epsilon|zeta)';
    const segments = parse(`${wide} ${wide} ${wide} ${wide}`);
    const choices = segments.map(({ places }) => places.reduce((count, place) => count * place.length, 1));
    const rows = choices.reduce((sum, count) => sum + count, 0);
    expect(rows).toBeLessThan(100);
    expect(matches(`${wide} ${wide} ${wide} ${wide}`, 'beta beta zeta alpha')).toBe(true);
    expect(matches(`${wide} ${wide} ${wide} ${wide}`, 'beta beta and zeta alpha')).toBe(false);
  });
});
