/** What a folded UTF-16 unit is, for finding words. Asked for every character, so answers are kept. */
export const OTHER = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const BLANK = 3;

const UNSEEN = 0xff;
const types = new Uint8Array(0x10000).fill(UNSEEN);
for (let code = 0; code < 128; code++) {
  const small = code | 32;
  types[code] =
    small >= 0x61 && small <= 0x7a
      ? LETTER
      : code >= 0x30 && code <= 0x39
        ? DIGIT
        : code <= 0x20
          ? BLANK
          : OTHER;
}

/** The table itself, for tight loops: read it, and call `typeOf` where it says 0xff. */
export const TYPES: Readonly<Uint8Array> = types;

export function typeOf(code: number): number {
  const known = types[code] ?? OTHER;
  if (known !== UNSEEN) return known;
  const raw = String.fromCharCode(code);
  const type = /\p{L}/u.test(raw) ? LETTER : /\p{N}/u.test(raw) ? DIGIT : /\s/u.test(raw) ? BLANK : OTHER;
  types[code] = type;
  return type;
}
