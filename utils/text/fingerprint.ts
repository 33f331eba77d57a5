import { LETTER, typeOf } from '@/utils/text/letters';
import type { Folded } from '@/utils/text/normalise';

/**
 * A number of 53 bits that near-duplicates share: posts that differ in case,
 * look-alikes, digits, spacing or punctuation only. -1 for a text without
 * letters. Two FNV-style lanes; made to count copies, not to withstand an enemy.
 */
export function fingerprint({ units, length }: Folded): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  let letters = 0;
  for (let i = 0; i < length; i++) {
    const code = units[i] ?? 0;
    if (typeOf(code) !== LETTER) continue;
    letters++;
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 13;
  }
  if (letters === 0) return -1;
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 16), 0xc2b2ae35);
  return ((a ^ (a >>> 13)) >>> 11) * 0x1_0000_0000 + ((b ^ (b >>> 15)) >>> 0);
}
