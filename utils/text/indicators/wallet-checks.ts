import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58, base58xmr, base58xrp, bech32, bech32m } from '@scure/base';

/**
 * Whether a string is an address of a crypto currency, by its checksum: a random
 * row of letters passes one in four billion times, so an address needs no words
 * around it to count. Lengths and version bytes: the currencies' own documents.
 */
export type Currency =
  | 'btc'
  | 'ltc'
  | 'eth'
  | 'xmr'
  | 'tron'
  | 'doge'
  | 'dash'
  | 'bch'
  | 'xrp'
  | 'zec'
  | 'ada'
  | 'ln';

const BASE58_CHARS = /^[1-9A-HJ-NP-Za-km-z]{26,35}$/;
const BASE58_VERSIONS: Readonly<Record<number, Currency>> = {
  0: 'btc',
  5: 'btc',
  30: 'doge',
  22: 'doge',
  48: 'ltc',
  50: 'ltc',
  65: 'tron',
  76: 'dash',
};
const BECH32 = /^(bc|ltc)1[ac-hj-np-z02-9]{11,87}$/;
const CASHADDR = /^(?:bitcoincash:)?[qp][ac-hj-np-z02-9]{41}$/;
/** Shelley addresses of Cardano, and invoices of the lightning network (BOLT 11). */
const ADA = /^addr1[ac-hj-np-z02-9]{50,110}$/;
const INVOICE = /^lnbc\d*[munp]?1[ac-hj-np-z02-9]{100,1150}$/;
const HEX = /^0x[0-9a-fA-F]{40}$/;
const XMR = /^[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?$/;

export function currencyOf(address: string): Currency | null {
  try {
    if (BASE58_CHARS.test(address)) return base58Currency(address);
    const lower = address.toLowerCase();
    if (BECH32.test(lower)) return bech32Currency(lower);
    if (CASHADDR.test(lower)) return isCashAddress(lower) ? 'bch' : null;
    if (HEX.test(address)) return isEthereum(address) ? 'eth' : null;
    if (ADA.test(lower)) return bech32.decodeUnsafe(lower as `${string}1${string}`, false) ? 'ada' : null;
    if (INVOICE.test(lower)) return bech32.decodeUnsafe(lower as `${string}1${string}`, false) ? 'ln' : null;
    if (XMR.test(address)) return isMonero(address) ? 'xmr' : null;
  } catch {
    // The decoders throw on what is no address; that is an answer, not a fault.
  }
  return null;
}

function base58Currency(address: string): Currency | null {
  // The same signs in another order.
  if (address.startsWith('r') && isChecked(base58xrp.decode(address), 1)) return 'xrp';
  const bytes = base58.decode(address);
  if (isChecked(bytes, 2))
    return bytes[0] === 0x1c && (bytes[1] === 0xb8 || bytes[1] === 0xbd) ? 'zec' : null;
  return isChecked(bytes, 1) ? (BASE58_VERSIONS[bytes[0] ?? -1] ?? null) : null;
}

/** A version, a hash of 20 bytes, and the first bytes of a hash of both. */
function isChecked(bytes: Uint8Array, version: number): boolean {
  if (bytes.length !== version + 24) return false;
  const check = sha256(sha256(bytes.subarray(0, -4)));
  return bytes.subarray(-4).every((byte, i) => byte === check[i]);
}

function bech32Currency(address: string): Currency | null {
  const currency = address.startsWith('bc') ? 'btc' : 'ltc';
  const coded = address as `${string}1${string}`;
  // Version 0 has the older checksum, all later ones (taproot) the newer (BIP 350).
  const first = bech32.decodeUnsafe(coded, 90);
  if (first) return first.words[0] === 0 ? currency : null;
  const later = bech32m.decodeUnsafe(coded, 90);
  return later && (later.words[0] ?? 0) > 0 ? currency : null;
}

const CASH_ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const CASH_GENERATORS = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n];

function isCashAddress(address: string): boolean {
  const payload = address.replace('bitcoincash:', '');
  const values = [...[...'bitcoincash'].map((c) => c.charCodeAt(0) & 31), 0];
  for (const c of payload) values.push(CASH_ALPHABET.indexOf(c));
  let sum = 1n;
  for (const value of values) {
    const top = sum >> 35n;
    sum = ((sum & 0x07ffffffffn) << 5n) ^ BigInt(value);
    CASH_GENERATORS.forEach((generator, i) => {
      if ((top >> BigInt(i)) & 1n) sum ^= generator;
    });
  }
  return sum === 1n;
}

/** EIP-55. All-lower and all-upper addresses carry no checksum; their shape is taken as it is. */
function isEthereum(address: string): boolean {
  const hex = address.slice(2);
  const lower = hex.toLowerCase();
  if (hex === lower || hex === hex.toUpperCase()) return /[a-f]/i.test(hex) && /\d/.test(hex);
  const hash = keccak_256(new TextEncoder().encode(lower));
  return [...hex].every((digit, i) => {
    if (digit >= '0' && digit <= '9') return true;
    const nibble = ((hash[i >> 1] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 15;
    return (digit === digit.toUpperCase()) === nibble >= 8;
  });
}

function isMonero(address: string): boolean {
  const bytes = base58xmr.decode(address);
  const body = bytes.subarray(0, -4);
  const check = keccak_256(body);
  return bytes.subarray(-4).every((byte, i) => byte === check[i]);
}
