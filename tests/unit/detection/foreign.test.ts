import { describe, expect, it } from 'vitest';
import { mail, seed } from '@/tests/unit/detection/list';
import { createEngine } from '@/utils/detection/engine';
import type { Message } from '@/utils/schema/message';

const engine = createEngine(seed());
const own = { from: { name: '', address: 'jana@home.example' }, to: ['jana@home.example'] };
const WALLET = '122ALQhLw63cHbrSnTG9uuUao8SNd3S7K2';
const czech = (part: { sum?: string; hours?: string; wallet?: string }) =>
  `Dobrý den, mám pro vás špatnou zprávu. Před několika měsíci jsem se dostal do vašeho zařízení a zapnul
kameru. Záznam pošlu všem vašim známým, pokud nezaplatíte ${part.sum ?? '1300 EUR'} na tuto adresu:
${part.wallet ?? WALLET}
Máte ${part.hours ?? '48'} hodin od otevření této zprávy. Nikomu o tom neříkejte, jinak vše ihned zveřejním.`;
const level = (text: string, parts: Partial<Message> = own) => engine.inspect(mail({ text, ...parts })).level;

describe('a demand in a language that no pattern speaks', () => {
  it('is worth a notice where wallet, sum, hours and a masked sender come together', () => {
    expect(level(czech({}))).toBe('notice');
  });

  it('is worth nothing when one of them is missing', () => {
    expect(level(czech({ sum: 'mnoho' }))).toBe('none');
    expect(level(czech({ hours: 'několik' }))).toBe('none');
    expect(level(czech({ wallet: 'dole' }))).toBe('none');
    expect(level(czech({}), { from: { name: 'Jana', address: 'jana@work.example' } })).toBe('none');
  });

  it('is never a warning, however often it is said', () => {
    expect(level(czech({}).repeat(20))).toBe('notice');
  });

  it('says nothing of a note to oneself in a language that is read', () => {
    const note = `Note to self about the old wallet and the tax papers for this year, before I forget it all again.
The address is ${WALLET} and I paid 1300 EUR for it in spring. The shop answers within 48 hours, so I will
ask them on Monday whether they still have the receipt and whether they can send it again by post.`;
    expect(level(note)).toBe('none');
  });
});
