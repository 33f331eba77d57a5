import type { PeerId } from '@/utils/schema/telegram';
import { BigIntOf, isSafeInteger, run, StringOf } from '@/utils/telegram/natives';

/** How client A shifts the ids of channels and supergroups: -100… is -(10^12 + id). */
const SHIFT = 1_000_000_000_000;
const DECIMAL = /^-?[1-9]\d{0,18}$/;

/** The id that client A writes, as client K writes it; null when it is none. */
export function peerOfA(id: unknown): PeerId | null {
  if (typeof id !== 'string' || run(DECIMAL, id) === null) return null;
  const number = +id;
  if (!isSafeInteger(number)) {
    const large = BigIntOf(id);
    return large < -BigIntOf(SHIFT) ? `${large + BigIntOf(SHIFT)}` : id;
  }
  return number < -SHIFT ? `${number + SHIFT}` : id;
}

/** The id that client K writes: a number, in places a string. */
export function peerOfK(id: unknown): PeerId | null {
  if (typeof id === 'number') return isSafeInteger(id) && id !== 0 ? StringOf(id) : null;
  return typeof id === 'string' && run(DECIMAL, id) !== null ? id : null;
}
