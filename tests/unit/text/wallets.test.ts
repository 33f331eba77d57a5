import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58check, base58xmr, base58xrp, bech32, bech32m } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIbans } from '@/utils/text/indicators/iban';
import { piecesOf } from '@/utils/text/indicators/pieces';
import { currencyOf } from '@/utils/text/indicators/wallet-checks';
import { findWallets } from '@/utils/text/indicators/wallets';

// Every address here is made from bytes of no meaning: nobody owns them.
const bytes = (count: number) => Uint8Array.from({ length: count }, (_, i) => (i * 37 + 11) & 255);
const base58 = base58check(sha256);
const versioned = (version: number) => base58.encode(Uint8Array.of(version, ...bytes(20)));
const monero = () => {
  const body = Uint8Array.of(18, ...bytes(64));
  return base58xmr.encode(Uint8Array.of(...body, ...keccak_256(body).subarray(0, 4)));
};
const ripple = () => {
  const body = Uint8Array.of(0, ...bytes(20));
  return base58xrp.encode(Uint8Array.of(...body, ...sha256(sha256(body)).subarray(0, 4)));
};
const checksummed = () => {
  const hex = Array.from(bytes(20), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const hash = keccak_256(new TextEncoder().encode(hex));
  return `0x${[...hex].map((digit, i) => ((((hash[i >> 1] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 15) >= 8 ? digit.toUpperCase() : digit)).join('')}`;
};
const ADDRESSES = [
  ['btc', versioned(0)],
  ['btc', versioned(5)],
  ['btc', bech32.encode('bc', [0, ...bech32.toWords(bytes(20))])],
  ['btc', bech32m.encode('bc', [1, ...bech32m.toWords(bytes(32))])],
  ['ltc', versioned(48)],
  ['ltc', bech32.encode('ltc', [0, ...bech32.toWords(bytes(20))])],
  ['tron', versioned(65)],
  ['doge', versioned(30)],
  ['dash', versioned(76)],
  ['xmr', monero()],
  ['eth', checksummed()],
  ['zec', base58.encode(Uint8Array.of(0x1c, 0xb8, ...bytes(20)))],
  ['xrp', ripple()],
  ['ada', bech32.encode('addr', bech32.toWords(bytes(57)), false)],
  ['ln', bech32.encode('lnbc20u', bech32.toWords(bytes(120)), false)],
  // From the specification of CashAddr.
  ['bch', 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a'],
] as const;

const wallets = (text: string) => findWallets(piecesOf(text));

describe('wallets', () => {
  it.each(ADDRESSES)('finds a %s address in a sentence: %s', (currency, address) => {
    const text = `Send it to ${address}, soon.`;
    const start = text.indexOf(address);
    expect(wallets(text)).toEqual([{ currency, start, end: start + address.length, disguised: false }]);
  });

  it.each(ADDRESSES)('refuses a %s address with one character changed: %s', (currency, address) => {
    const body =
      currency === 'eth' ? 'aA' : currency === 'bch' || /^(bc|ltc|addr|lnbc20u)1/.test(address) ? 'qp' : 'xy';
    for (let i = 5; i < address.length; i += 3) {
      const other = address.charAt(i) === body.charAt(0) ? body.charAt(1) : body.charAt(0);
      const changed = address.slice(0, i) + other + address.slice(i + 1);
      // A digit changed to a letter, or the case of a digit, may be no change of checksum in ETH: its case alone is checked.
      if (currency !== 'eth') expect(currencyOf(changed), changed).toBeNull();
    }
    expect(currencyOf(address.slice(0, -1))).toBeNull();
  });

  it('refuses an ETH address whose capitals are wrong', () => {
    const address = checksummed();
    const at = address.search(/[a-f]/);
    expect(
      currencyOf(address.slice(0, at) + address.charAt(at).toUpperCase() + address.slice(at + 1)),
    ).toBeNull();
  });

  // Nobody takes these apart by hand: they are copied.
  const long = ADDRESSES.filter(([currency]) => !['xmr', 'ada', 'ln', 'zec', 'xrp'].includes(currency));
  it.each(long)(
    'finds a %s address taken apart, spaced, turned around, with signs between: %s',
    (currency, address) => {
      const cut = address.search(/\d/) + 6;
      const apart = `${address.slice(0, cut)} ${address.slice(cut, 20)} ${address.slice(20)}`;
      const written: [string, string][] = [
        ['apart', apart],
        ['letter by letter', [...address].join(' ')],
        ['turned around', [...address].reverse().join('')],
        ['with signs', [...address].join('*')],
        ['turned around and apart', [...apart].reverse().join('')],
        ['over quoted lines', apart.replaceAll(' ', '\n> > ')],
        ['with a word to remove', apart.replace(' ', ' [remove] ')],
      ];
      for (const [how, text] of written) {
        expect(wallets(`to ${text} now`), `${how}: ${text}`).toMatchObject([{ currency, disguised: true }]);
      }
    },
  );

  it('leaves out capitals that were put into an address of small letters', () => {
    const address = bech32.encode('bc', [0, ...bech32.toWords(bytes(20))]);
    expect(wallets(`${address.slice(0, 12)}REMOVE${address.slice(12)}`)).toMatchObject([
      { currency: 'btc', disguised: true },
    ]);
  });

  it('reads through marks on every letter', () => {
    expect(wallets([...versioned(0)].join('\u0336'))).toMatchObject([{ currency: 'btc' }]);
  });

  it('reads through invisible characters', () => {
    const address = versioned(0);
    expect(wallets(`${address.slice(0, 9)}\u200b${address.slice(9)}`)).toMatchObject([{ currency: 'btc' }]);
  });

  it('finds none in words, numbers, hashes and codes', () => {
    const texts = [
      'The quick brown fox jumps over the lazy dog and runs away from the 3 old hunters of 1998.',
      '2f1d4b7c9e0a3f5d8b6c1e2a4d7f9b0c3e5a8d1f',
      '123e4567-e89b-12d3-a456-426614174000 550e8400-e29b-41d4-a716-446655440000',
      btoa(String.fromCharCode(...bytes(200))),
      'Order 1000293847561029384756, track 3SABCD012345678, ref LT1200-99213-1',
      '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30',
    ];
    for (const text of texts) expect(wallets(text), text).toEqual([]);
  });

  it('never throws, and names stretches of the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(...ADDRESSES.map(([, a]) => a)),
            fc.string({ unit: 'binary', maxLength: 40 }),
          ),
          { maxLength: 8 },
        ),
        (parts) => {
          const text = parts.join(' ');
          for (const { start, end } of wallets(text)) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });
});

describe('bank accounts', () => {
  const ibans = (text: string) => findIbans(piecesOf(text)).map(({ start, end }) => text.slice(start, end));
  // The examples of ISO 13616's registry.
  it.each([
    'BE68539007547034',
    'NL91ABNA0417164300',
    'FR1420041010050500013M02606',
    'DE89370400440532013000',
    'NO9386011117947',
  ])('finds %s, whole and in groups of four', (iban) => {
    expect(ibans(`to ${iban}.`)).toEqual([iban]);
    const grouped = iban.replace(/(.{4})(?=.)/g, '$1 ');
    expect(ibans(`to ${grouped}, soon`)).toEqual([grouped]);
  });

  it.each(['BE68539007547035', 'NL91ABNA0417164301', 'BE6853900754703', 'XX', 'DE00 1234'])(
    'refuses %s',
    (text) => {
      expect(ibans(`to ${text}.`)).toEqual([]);
    },
  );
});
