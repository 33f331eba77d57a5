import { browser } from 'wxt/browser';
import { appOf, homeOf } from '@/utils/adapters/homes';
import type { Tell } from '@/utils/rpc/protocol';
import type { Caller } from '@/utils/rpc/server';
import type { MailHead } from '@/utils/schema/head';
import type { SiteId } from '@/utils/schema/site';

/**
 * Heads of mails whose bodies stand in frames of another origin: told by the
 * app's page, joined with what is read in the frame.
 *
 * - Kept in memory only, one for each tab and site. A background that slept has
 *   none and asks the page again.
 * - Only the app that a body belongs to can tell its head: a head is kept under
 *   the origin that the browser names, and looked up under the body's app.
 * - A head that names a mail is joined with that mail alone.
 * - Nobody waits: a body is judged by itself first, and again when its head comes.
 */
const heads = new Map<string, MailHead>();

/** Tabs with such a webmail open at once; the oldest is asked again. */
const MAX_HEADS = 100;

const slot = (tab: number, site: SiteId, app: string) => `${tab}:${site}:${app}`;

/** Takes what an app's page says of its open mail, and lets the bodies know if it is news. */
export async function keepHead(site: SiteId, head: MailHead, { tab, origin }: Caller): Promise<null> {
  if (tab === null || appOf(origin) !== null) return null;
  const at = slot(tab, site, origin);
  const isNews = JSON.stringify(heads.get(at)) !== JSON.stringify(head);
  heads.delete(at);
  heads.set(at, head);
  const [oldest] = heads.keys();
  if (heads.size > MAX_HEADS && oldest !== undefined) heads.delete(oldest);
  if (isNews) await tellTab(tab, { tell: 'head-changed' });
  return null;
}

/** The head that belongs to a body; where it is not known its app is asked, and null is the answer for now. */
export function headFor(site: SiteId, key: string, { tab, origin }: Caller): MailHead | null {
  const app = appOf(origin);
  if (tab === null || app === null) return null;
  const head = heads.get(slot(tab, site, app));
  if (head && (head.key === null || head.key === key)) return head;
  void tellTab(tab, { tell: 'say-head', key });
  return null;
}

/** A page that begins anew has no open mail yet. */
export function forgetHead(site: SiteId, { tab, origin }: Caller): void {
  if (tab !== null && homeOf(origin) === origin) heads.delete(slot(tab, site, origin));
}

export function forgetHeads(tab: number): void {
  for (const at of heads.keys()) if (at.startsWith(`${tab}:`)) heads.delete(at);
}

async function tellTab(tab: number, what: Tell): Promise<void> {
  await browser.tabs.sendMessage<Tell>(tab, what).catch(() => {});
}
