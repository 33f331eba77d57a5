import type { Own } from '@/utils/report/own-data';

const INSIDE_A_WORD = /[\p{Letter}\p{Number}]/u;

/**
 * The text with each of the reader's own things replaced, wherever it stands as a
 * word of its own. Addresses in whatever case; what is secret exactly as shown.
 */
export function redact(text: string, own: readonly Own[], instead: string): string {
  // The longest first: an address may hold what is a password too.
  const longestFirst = own.toSorted((a, b) => b.value.length - a.value.length);
  return longestFirst.reduce(
    (left, { kind, value }) => replaced(left, value, kind === 'address', instead),
    text,
  );
}

function replaced(text: string, value: string, anyCase: boolean, instead: string): string {
  // A few letters change their length in lower case: then places would not be the same any more.
  const lower = text.toLowerCase();
  const fold = anyCase && lower.length === text.length;
  const where = fold ? lower : text;
  const what = fold ? value.toLowerCase() : value;
  const parts: string[] = [];
  let from = 0;
  for (let at = where.indexOf(what); at !== -1; at = where.indexOf(what, at)) {
    const end = at + what.length;
    if (standsAlone(where, what, at, end)) {
      parts.push(text.slice(from, at), instead);
      from = end;
    }
    at = end;
  }
  return parts.join('') + text.slice(from);
}

/** "sun" is not taken out of "sunday"; a value that begins or ends with a sign needs no border there. */
function standsAlone(text: string, value: string, at: number, end: number): boolean {
  const open = INSIDE_A_WORD.test(value.charAt(0)) && INSIDE_A_WORD.test(text.charAt(at - 1));
  const shut = INSIDE_A_WORD.test(value.at(-1) ?? '') && INSIDE_A_WORD.test(text.charAt(end));
  return !open && !shut;
}
