import { BLUFF, type ReplicaMail } from '@/tests/sites/pages/mails';
import { sites } from '@/tests/sites/pages/replica';
import { fill } from '@/tests/sites/pages/replica-of';
import { pages, type Web } from '@/tests/support/servers/web';
import type { SiteId } from '@/utils/schema/site';

/** Frames of other origins are part of these sites; else as strict as the policy of the other replicas. */
const POLICY =
  "default-src 'self'; frame-src https:; script-src 'unsafe-inline'; style-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'";

/** The start page, the frame of the app, and the frame of the bodies: three documents, two or three origins. */
const HOSTS = {
  gmx: {
    start: 'https://navigator.gmx.net/mail',
    app: 'https://webmailer.gmx.net/mail',
    body: 'gmxnet.mailbody-ui.de',
  },
  icloud: {
    start: 'https://www.icloud.com/mail/',
    app: 'https://www.icloud.com/applications/mail2/current/en-us/index.html',
    body: 'www-mail.icloud-sandbox.com',
  },
} as const;

export type FramedSite = keyof typeof HOSTS & SiteId;

/** Serves a webmail whose bodies stand in frames of another origin, under its real addresses; gives the start page's. */
export function serveFramed(web: Web, site: FramedSite, mails: readonly ReplicaMail[] = [BLUFF]): string {
  const { start, app, body } = HOSTS[site];
  const served = sites.find((each) => each.site === site)?.serve;
  if (!served) throw new Error(`no pages of ${site}`);
  const filled = fill({ lang: 'nl', mails }, mails);
  const answer = pages((url) => {
    if (url.href === start) return startPage(app);
    return served(url, filled) ?? null;
  }, POLICY);
  for (const host of new Set([new URL(start).hostname, new URL(app).hostname, body])) web.serve(host, answer);
  return start;
}

function startPage(app: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Start</title></head><body><iframe id="mail" name="mail" src="${app}" style="width:1000px;height:700px;border:0"></iframe></body></html>`;
}
