/** Which account a Gmail address is for, as a path to build other addresses from: `/mail/u/1/`. */
export function gmailAccountPath(url: URL): string {
  const found = ACCOUNT.exec(url.pathname);
  return found ? `${found[0]}/` : '/mail/u/0/';
}

/** `/mail/u/0`, delegated `/mail/u/0/d/ID`, and `/mail/b/ID/u/0`. */
const ACCOUNT = /^\/mail(?:\/b\/[\w-]{1,100})?\/u\/[\w.@-]{1,320}(?:\/d\/[\w-]{1,200})?/;

const HEX_ID = /^[0-9a-f]{8,20}$/;
const PERMANENT = /^#?msg-f:(\d{8,25})$/;

/**
 * The id under which Gmail serves a mail, in hex: the legacy id itself, or the
 * same number out of the permanent id (`#msg-f:1622952667964122704`). Empty for
 * what was written in this browser and is not synced yet (`#msg-a:r…`).
 */
export function gmailLegacyId(legacy: string | null, permanent: string | null): string {
  if (legacy && HEX_ID.test(legacy)) return legacy;
  const decimal = PERMANENT.exec(permanent ?? '')?.[1];
  return decimal ? BigInt(decimal).toString(16) : '';
}

/** Written in Gmail by the reader: such a mail keeps the id that the browser gave it. */
export function isWrittenHere(permanent: string | null): boolean {
  return (permanent ?? '').replace('#', '').startsWith('msg-a:');
}

/** The folder in a Gmail address: `#sent/FMfcg…` gives `sent`. */
export function gmailRoute(url: URL): string {
  return url.hash.slice(1).split(/[/?]/)[0] ?? '';
}
