import type { Folded } from '@/utils/text/normalise';
import type { Tokens } from '@/utils/text/tokens';

/** What digits and signs within a word are most often meant as. */
const MEANT = new Map(
  [...'0o1i3e4a5s7t8b9g$s@a!i|i'].flatMap((sign, at, all) =>
    at % 2 === 0 ? [[sign.charCodeAt(0), (all[at + 1] ?? sign).charCodeAt(0)] as const] : [],
  ),
);
const BLANK = 0x20;
const isLetter = (unit: number) => unit >= 0x61 && unit <= 0x7a;

/** A folded text with its words as the tokens tell them: what was put between their letters is gone. */
export function joined({ source, units, map, disguises }: Folded, { starts, ends, length }: Tokens): Folded {
  let room = 0;
  for (let k = 0; k < length; k++) room += (ends[k] ?? 0) - (starts[k] ?? 0) + 1;
  const written = new Uint16Array(room);
  const places = new Int32Array(room);
  let n = 0;
  const write = (unit: number, at: number) => {
    written[n] = unit;
    places[n++] = map[at] ?? 0;
  };
  for (let k = 0; k < length; k++) {
    const start = starts[k] ?? 0;
    const end = ends[k] ?? 0;
    let letters = false;
    for (let i = start; i < end && !letters; i++) letters = isLetter(units[i] ?? 0);
    for (let i = start; i < end; i++) {
      const unit = units[i] ?? 0;
      const meant = letters ? (MEANT.get(unit) ?? unit) : unit;
      if (!letters || isLetter(meant)) write(meant, i);
    }
    write(BLANK, Math.max(start, end - 1));
  }
  return { source, units: written, length: n, map: places, disguises };
}
