import type { Page } from '@playwright/test';
import type { ReplicaMail } from '@/tests/sites/pages/mails';
import { BLUFF } from '@/tests/sites/pages/mails';
import { replicas } from '@/tests/sites/pages/replica';
import type { ReplicaOptions } from '@/tests/sites/pages/replica-of';
import type { Chromium } from '@/tests/support/browsers/chromium';
import { pages, type Web } from '@/tests/support/servers/web';
import type { SiteId } from '@/utils/schema/site';

/** A host that the extension reads from its install on, in place of the replica's. */
const ROUNDCUBE_HOST = 'mail.ovh.net';

/** Serves a replica under its real address, which is given back. `change` works on the finished HTML. */
export function serveReplica(
  web: Web,
  site: SiteId,
  variant: string,
  options: ReplicaOptions = {},
  change: (html: string) => string = (html) => html,
): string {
  const replica = replicas.find((each) => each.site === site && each.variant === variant);
  if (!replica) throw new Error(`no replica ${site}/${variant}`);
  const at = new URL(replica.url);
  if (site === 'roundcube') at.hostname = ROUNDCUBE_HOST;
  const html = change(replica.html({ lang: 'nl', ...options }));
  web.serve(
    at.hostname,
    pages(() => html),
  );
  return at.href;
}

/** A mail like the bluff with an id of its own, so that what a test does to it is not met by the next test. */
export function freshBluff(): ReplicaMail {
  lastId += 1;
  return { ...BLUFF, id: lastId };
}

let lastId = 1_000;

/** The popup as it stands over `page`, in a tab of its own. */
export async function openPopup(chromium: Chromium, page: Page): Promise<Page> {
  const popup = await chromium.context.newPage();
  await popup.goto(chromium.page('options.html'));
  const tab = await popup.evaluate(async (url) => {
    const { tabs } = (globalThis as unknown as { chrome: typeof import('wxt/browser').browser }).chrome;
    const found = (await tabs.query({})).find((each) => each.url === url);
    return found?.id;
  }, page.url());
  await popup.goto(chromium.page(`popup.html?tab=${tab}`));
  return popup;
}
