import type { Page } from '@playwright/test';
import { BLUFF, type ReplicaMail, SUMMONS } from '@/tests/sites/pages/mails';
import { replicaAt } from '@/tests/sites/pages/replica';
import type { Chromium } from '@/tests/support/browsers/chromium';
import { enableInChromium } from '@/tests/support/browsers/enable';
import { serveFramed } from '@/tests/support/browsers/framed-site';
import { serveReplica } from '@/tests/support/browsers/replica-site';
import { pages, type Web } from '@/tests/support/servers/web';
import { isKnownHost } from '@/utils/adapters/registry';
import type { SiteId } from '@/utils/schema/site';

/**
 * Opening mails in the replica of any site, one after the other, and when the
 * shield stood beside each: counted from the moment in which the mail stands in
 * its document (the click where an app shows it at once, the end of parsing
 * where it comes as a document of its own).
 */

declare global {
  interface Window {
    opened?: { at: number; shield: number };
  }
}

const ROUNDCUBE = 'https://mail.ovh.net/?_task=mail&_mbox=INBOX';

/** Mails that are warned about, no two alike. */
export function warned(count: number): ReplicaMail[] {
  return Array.from({ length: count }, (_, at) => {
    const mail = at % 2 === 0 ? BLUFF : SUMMONS;
    return { ...mail, id: 100 + at, subject: `${mail.subject} ${at}`, html: `${mail.html}<p>Nr. ${at}</p>` };
  });
}

/** Serves the site with these mails, and sees to it that it is read there; gives the address of the list. */
export async function serveList(
  web: Web,
  site: SiteId,
  mails: readonly ReplicaMail[],
  chromium: Chromium,
): Promise<string> {
  const url = serve(web, site, mails);
  if (chromium.id !== '' && !isKnownHost(new URL(url))) await enableInChromium(chromium, new URL(url).origin);
  return url;
}

function serve(web: Web, site: SiteId, mails: readonly ReplicaMail[]): string {
  if (site === 'gmx' || site === 'icloud') return serveFramed(web, site, mails);
  if (site !== 'roundcube') return serveReplica(web, site, 'list', { mails });
  web.serve(
    new URL(ROUNDCUBE).hostname,
    pages((url) => replicaAt(url, { mails, lang: 'nl' })),
  );
  return ROUNDCUBE;
}

/** Notes, in every document from its first line on, when a mail and when a shield came. Before the page is opened. */
export async function noteOpenings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const opened = { at: 0, shield: 0 };
    window.opened = opened;
    document.addEventListener(
      'click',
      () => Object.assign(opened, { at: performance.now(), shield: 0 }),
      true,
    );
    document.addEventListener('DOMContentLoaded', () => {
      if (opened.at === 0) opened.at = performance.now();
    });
    new MutationObserver((records) => {
      const added = records.flatMap((record) => [...record.addedNodes]);
      if (opened.shield === 0 && added.some((node) => node.nodeName === 'UNBLUFF-SHIELD'))
        opened.shield = performance.now();
    }).observe(document, { childList: true, subtree: true });
  });
}

/** Opens the mail from the list. Not with the pointer: the test tool's own waiting would be measured with it. */
export async function openMail(web: Web, page: Page, site: SiteId, mail: ReplicaMail): Promise<void> {
  // Its replica has one mail, and no list to open another from.
  if (site === 'icloud') {
    await page.goto(serve(web, site, [mail]));
    return;
  }
  const frame = site === 'gmx' ? page.frames().find((each) => each.url().includes('webmailer.')) : page;
  const opener = frame?.locator(OPENERS[site]?.(mail.id) ?? `[data-open$="${mail.id}"]`).first();
  await opener?.evaluate((element: HTMLElement) => element.click());
}

const OPENERS: Readonly<Partial<Record<SiteId, (id: number) => string>>> = {
  gmx: (id) => `list-mail-item[id="id${id}"] .list-mail-item__subject`,
  roundcube: (id) => `tr.message[data-preview*="_uid=${id}&"] td`,
};

/** Waits for the shield of the mail that was opened last; ms from the mail to the shield. */
export async function shieldAfter(page: Page, timeoutMs = 20_000): Promise<number> {
  const until = Date.now() + timeoutMs;
  while (Date.now() < until) {
    for (const frame of page.frames()) {
      const took = await frame
        .evaluate(() => {
          const { opened } = window;
          if (!opened || opened.at === 0 || opened.shield === 0) return null;
          const ms = opened.shield - opened.at;
          opened.at = 0;
          return ms;
        })
        .catch(() => null);
      if (took !== null) return took;
    }
    await new Promise((next) => setTimeout(next, 20));
  }
  throw new Error('no shield');
}
