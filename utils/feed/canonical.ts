/**
 * Canonical JSON: sorted keys, no spaces. Signatures of metadata are over it, and
 * the hash of a list. For what our files hold it is both the form of TUF (OLPC)
 * and RFC 8785; text with control characters, where those differ, verifies
 * nowhere and is in no list.
 */

/** Ours nest eight deep; a file made to exhaust the stack stops here. */
const MAX_DEPTH = 40;

/** @throws RangeError, TypeError on what is no JSON */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new RangeError('too deep');
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each, depth + 1)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field, depth + 1)}`);
    return `{${fields.join(',')}}`;
  }
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('no JSON');
  return text;
}
