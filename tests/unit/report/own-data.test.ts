import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf } from '@/scripts/support/message';
import { findOwnData } from '@/utils/report/own-data';
import { redact } from '@/utils/report/redact';
import type { Message } from '@/utils/schema/message';
import type { Verdict } from '@/utils/schema/verdict';

const READER = 'robin.peeters@mail.example';

function message(text: string, change: Partial<Message> = {}): Message {
  return messageOf({ text, to: [READER], ...change });
}

function verdict(...signals: Verdict['findings'][number]['signal'][]): Verdict {
  return {
    family: 'bluff',
    level: 'warning',
    findings: signals.map((signal) => ({ signal, phrase: '', source: 'test' })),
    heldBack: null,
    partial: false,
    engine: '1',
    revision: 1,
  };
}

const found = (text: string, change: Partial<Message> = {}) =>
  findOwnData(message(text, change), verdict()).found.map(({ kind, value }) => `${kind} ${value}`);

describe('what of the reader’s own stands in a mail', () => {
  it.each([
    ['I know that your password is: tulp-88', 'tulp-88'],
    ['Your password: "zonnebloem".', 'zonnebloem'],
    ['(the password for this account: R0bin99)', 'R0bin99'],
    ['tulp88 is one of your passwords.', 'tulp88'],
    ['Well, tulp88 — is your password!', 'tulp88'],
    ['Password on the day of infection: tulp_88', 'tulp_88'],
    ['Uw wachtwoord was “tulp88” op die dag.', 'tulp88'],
    ['tulp88 is een van je wachtwoorden', 'tulp88'],
    ['Votre mot de passe est : tulp88.', 'tulp88'],
    ['Ihr Passwort lautet tulp88,', 'tulp88'],
    ['Dein Kennwort:\ntulp88', 'tulp88'],
    ['Tu contraseña es tulp88', 'tulp88'],
    ['La tua password è tulp88', 'tulp88'],
    ['A sua senha é tulp88', 'tulp88'],
    ['Twoje hasło to tulp88', 'tulp88'],
  ])('finds the password in %j', (text, value) => {
    expect(found(text)).toEqual([`password ${value}`]);
  });

  it.each([
    ['Your phone number is +32 470 00 00 00.', '+32 470 00 00 00'],
    ['uw gsm-nummer (0470 00 00 00) heb ik ook', '0470 00 00 00'],
    ['votre numéro de téléphone : 0470/00.00.00', '0470/00.00.00'],
    ['Ihre Handynummer lautet 0151 0000000', '0151 0000000'],
  ])('finds the number in %j', (text, value) => {
    expect(found(text)).toEqual([`phone ${value}`]);
  });

  it.each([
    'This is your password reset.',
    'What is your password?',
    'Change your password wherever you still use it.',
    'Call us on our phone number 02 000 00 00.',
    'Wijzig je wachtwoord. Dat is het enige.',
    'Send 1300 EUR to this number: 0470 00 00 00',
  ])('takes nothing of %j for the reader’s own', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('finds the reader’s address in the text, in the subject and as a forged sender, in any case', () => {
    expect(found('Hello ROBIN.Peeters@mail.example, look.')).toEqual([`address ${READER}`]);
    expect(found('', { subject: `For ${READER}` })).toEqual([`address ${READER}`]);
    expect(found('', { from: { address: READER, name: 'Robin' } })).toEqual([`address ${READER}`]);
    expect(found('Hello.', { from: { address: 'other@mail.example', name: '' } })).toEqual([]);
  });

  it('owns up to something personal that it cannot point at', () => {
    const text = 'I know the word that you log in with.';
    expect(findOwnData(message(text), verdict('personal-data'))).toEqual({ found: [], unclear: true });
    expect(findOwnData(message(text), verdict('recording')).unclear).toBe(false);
    expect(findOwnData(message('Your password: tulp88'), verdict('personal-data')).unclear).toBe(false);
  });

  it('is done in no time with what is made to hold it up', () => {
    const texts = [
      'your password ',
      'is your password ',
      'a is ',
      'your your number ',
      '( 1 ',
      'password is : ',
    ];
    for (const text of texts) {
      const began = performance.now();
      findOwnData(message(text.repeat(200_000 / text.length)), verdict());
      expect(performance.now() - began, text).toBeLessThan(1_500);
    }
  });
});

describe('redaction', () => {
  const own = [
    { kind: 'address', value: READER },
    { kind: 'password', value: 'sun' },
  ] as const;

  it('replaces every occurrence, an address in any case, a password only as it is and as a word', () => {
    expect(redact('Sun sun, sunday (sun) Robin.Peeters@MAIL.example', own, '[removed]')).toBe(
      'Sun [removed], sunday ([removed]) [removed]',
    );
  });

  it('leaves none of it as a word, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('sun', ' ', READER, 'x', 'İ', '.', '\n')), (pieces) => {
        const text = pieces.join('');
        const left = redact(text, own, '[]');
        expect(left).not.toMatch(/(?<![\p{L}\p{N}])sun(?![\p{L}\p{N}])/u);
        if (!text.includes('sun') && !text.includes('@')) expect(left).toBe(text);
      }),
    );
  });

  it('changes nothing where the reader has nothing inside', () => {
    expect(redact('Sun sun', [], '[removed]')).toBe('Sun sun');
  });
});
