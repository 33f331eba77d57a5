/**
 * Addresses of the webmails' own hosts at which no mail can be shown: settings,
 * calendar, login. There a few lines of code wait for another address, and the
 * script that reads mail (some 47 kB, 5 ms of the page's time) is not brought in.
 *
 * By address alone, and only where an address is sure to hold no mail and no
 * compose window: what is not named here is read.
 */
const QUIET: Readonly<Record<string, RegExp>> = {
  'mail.google.com': /^(?!\/mail(?:\/|$))|^[^?]*\?(?:[^#]*&)?view=(?:pt|att|om)\b|#(?:settings|chat)\b/,
  'outlook.live.com': /^\/(?!mail\/)/,
  'outlook.office.com': /^\/(?!mail\/)/,
  'outlook.office365.com': /^\/(?!mail\/)/,
  'outlook.cloud.microsoft': /^\/(?!mail\/)/,
  'mail.proton.me': /^\/(?:login|u\/\d{1,3}\/(?:settings|contacts|calendar))\b/,
  'app.tuta.com': /^\/(?:login|signup|calendar|contact|settings|search\/calendar|search\/contact)\b/,
  'mail.tutanota.com': /^\/(?:login|signup|calendar|contact|settings|search\/calendar|search\/contact)\b/,
  'app.fastmail.com': /^\/(?:login|calendar|contacts|notes|files|settings)\b/,
  'mail.zoho.com': /^\/(?!zm(?:\/|$))|#(?:calendar|contacts|settings)\b/,
  'mail.zoho.eu': /^\/(?!zm(?:\/|$))|#(?:calendar|contacts|settings)\b/,
};

type Address = Pick<URL, 'hostname' | 'pathname' | 'search' | 'hash'>;

/** Takes a page's `location` too: making a `URL` of it costs a page half a millisecond. */
export function isQuietAddress({ hostname, pathname, search, hash }: Address): boolean {
  const rule = Object.hasOwn(QUIET, hostname) ? QUIET[hostname] : undefined;
  return rule?.test(pathname + search + hash) ?? false;
}
