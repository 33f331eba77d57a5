import { ACCENTED, ASCII, KINDS, PLAIN, UNITS } from '@/utils/text/fold';
import { type FoldSpace, normalise } from '@/utils/text/normalise';

/**
 * A number of 53 bits for what a text folds to: texts that a reader cannot tell
 * apart have the same. Plain characters are folded and mixed in one pass, a
 * hundred times faster than the text can be judged; a text with any other is
 * folded in full.
 *
 * Not a seal. With a `seed` that nobody else knows, nobody can make two texts
 * meet on purpose; by chance one pair in 10^15 does.
 */
export function textHash(source: string, seed: number, space: FoldSpace): number {
  let a = seed | 0;
  let b = ~seed;
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    let unit: number;
    if (code < 128) unit = ASCII[code] ?? code;
    else {
      unit = UNITS[code] ?? 0;
      const kind = KINDS[code];
      // Not folded so far, a disguise, or a letter whose word must be seen: that is a matter for the full folding.
      if (unit === 0 || (kind !== PLAIN && kind !== ACCENTED)) return hashFolded(source, seed, space);
    }
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return join(a, b);
}

function hashFolded(source: string, seed: number, space: FoldSpace): number {
  const { units, length } = normalise(source, space);
  let a = seed | 0;
  let b = ~seed;
  for (let i = 0; i < length; i++) {
    const unit = units[i] ?? 0;
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return join(a, b);
}

function join(a: number, b: number): number {
  const high = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  const low = Math.imul(b ^ (b >>> 15) ^ high, 0xc2b2ae35);
  return ((high ^ (high >>> 13)) >>> 11) * 0x1_0000_0000 + ((low ^ (low >>> 16)) >>> 0);
}
