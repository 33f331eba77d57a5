import { describe, expect, it } from 'vitest';
import { quotedEvidence } from '@/utils/detection/quoted';

const own = 'This is what a reader of ours received this week, and what we know of it so far. ';
const words =
  'I have watched you for months and I know what you do at night, so you had better do what I say before the week is over.';
const sources = (text: string) => quotedEvidence(text).map(({ source }) => source);

describe('words taken from somebody else', () => {
  it.each([
    ['English', '“', '”'],
    ['German', '„', '“'],
    ['French', '« ', ' »'],
    ['single', '‘', '’'],
    ['plain', '"', '"'],
  ])('stand between marks, %s', (_, open, close) => {
    expect(sources(`${own}${open}${words}${close} So far the mail.`)).toEqual(['indicator.quotation']);
  });

  it('may hold an apostrophe between single marks', () => {
    expect(sources(`${own}‘${words} It’s all said.’ So far the mail.`)).toEqual(['indicator.quotation']);
  });

  it('are few words in any text', () => {
    expect(sources(`${own}“Pay now” he wrote, and “you know why”.`)).toEqual([]);
  });

  it('are no quotation when nobody says anything of his own around them', () => {
    expect(sources(`“${words}”`)).toEqual([]);
  });

  it('end with their paragraph when nobody closed them', () => {
    expect(sources(`${own}„ and a mark that stands alone.\n\n${words}\n\n${own}“`)).toEqual([]);
  });

  it('stand in lines marked below an answer, but not when every line is marked', () => {
    expect(sources(`${own}\n> ${words}\n> Until then.`)).toEqual(['indicator.quoted']);
    expect(sources(`>> ${words}\n>> Until then.`)).toEqual([]);
  });
});
