import { PhraseError } from '@/utils/text/phrase-error';

/** Three parts have six orders; four would have 24. */
const MAX_PARTS = 3;
const GAP = /<~(\d{1,2})>/;

/**
 * The phrases that a notation with `<~n>` stands for: its parts in every order,
 * with up to n other words between. One without is returned as it is.
 *
 * Languages put verb and object in either order, and translations in any:
 * `(send*|share*) <~6> (contacts|family)` says once what two phrases would.
 *
 * @throws PhraseError
 */
export function inAnyOrder(notation: string): string[] {
  if (!notation.includes('<~')) return [notation];
  const [first = '', ...rest] = notation.split(GAP);
  const parts = [first];
  let gap = '';
  for (let i = 0; i < rest.length; i += 2) {
    gap ||= rest[i] ?? '';
    if (rest[i] !== gap) throw new PhraseError('gaps of any order have one length');
    parts.push(rest[i + 1] ?? '');
  }
  if (parts.length > MAX_PARTS) throw new PhraseError(`more than ${MAX_PARTS} parts in any order`);
  if (parts.some((part) => /<\d/.test(part))) throw new PhraseError('gaps of two kinds in one phrase');
  return orders(parts).map((order) => order.join(` <${gap}> `));
}

function orders(parts: readonly string[]): string[][] {
  if (parts.length <= 1) return [[...parts]];
  return parts.flatMap((part, i) =>
    orders([...parts.slice(0, i), ...parts.slice(i + 1)]).map((rest) => [part, ...rest]),
  );
}
