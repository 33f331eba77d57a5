import { replicas } from '@/tests/sites/pages/replica';
import { pages, type Web } from '@/tests/support/servers/web';

/** A page at a webmail's host that holds no mail. */
interface QuietPage {
  readonly name: string;
  readonly url: string;
  /** HTML of its body; without it that of the replica which has this address. */
  readonly body?: string;
}

const LOGIN =
  '<form><input type="email" name="user"><input type="password" name="pass"><button>OK</button></form>';
const CALENDAR = `<main><table>${'<tr><td>09:00</td><td>Overleg</td></tr>'.repeat(40)}</table></main>`;

export const QUIET_PAGES: readonly QuietPage[] = [
  { name: 'gmail settings', url: 'https://mail.google.com/mail/u/0/#settings/general' },
  { name: 'gmail chat', url: 'https://mail.google.com/chat/u/0/', body: CALENDAR },
  { name: 'outlook calendar', url: 'https://outlook.live.com/calendar/0/view/week', body: CALENDAR },
  { name: 'proton login', url: 'https://mail.proton.me/login', body: LOGIN },
  { name: 'tuta login', url: 'https://app.tuta.com/login', body: LOGIN },
  { name: 'tuta calendar', url: 'https://app.tuta.com/calendar/week', body: CALENDAR },
  { name: 'fastmail calendar', url: 'https://app.fastmail.com/calendar/', body: CALENDAR },
  { name: 'zoho calendar', url: 'https://mail.zoho.eu/zm/#calendar', body: CALENDAR },
  { name: 'roundcube login', url: 'https://mail.ovh.net/roundcube/?_task=login' },
  { name: 'roundcube settings', url: 'https://mail.ovh.net/roundcube/?_task=settings' },
  { name: 'a search engine', url: 'https://www.google.com/search?q=bitcoin', body: CALENDAR },
];

/** Serves it, and gives its address. */
export function serveQuiet(web: Web, { url, body }: QuietPage): string {
  const { hostname, pathname, search, hash } = new URL(url);
  const html =
    body === undefined
      ? replicas
          .find((each) => {
            const at = new URL(each.url);
            return `${at.pathname}${at.search}${at.hash}` === `${pathname}${search}${hash}`;
          })
          ?.html()
      : `<!DOCTYPE html><html><head><title>x</title></head><body>${body}</body></html>`;
  if (html === undefined) throw new Error(`no page for ${url}`);
  web.serve(
    hostname,
    pages(() => html),
  );
  return url;
}
