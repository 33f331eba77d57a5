import { fastmailSite } from '@/tests/sites/pages/fastmail-replicas';
import { gmailSite } from '@/tests/sites/pages/gmail-replicas';
import { gmxSite } from '@/tests/sites/pages/gmx-replicas';
import { hordeSite } from '@/tests/sites/pages/horde-replicas';
import { icloudSite } from '@/tests/sites/pages/icloud-replicas';
import { DEFAULT_MAILS, type ReplicaMail } from '@/tests/sites/pages/mails';
import { openXchangeSite } from '@/tests/sites/pages/open-xchange-replicas';
import { outlookSite } from '@/tests/sites/pages/outlook-replicas';
import { protonSite } from '@/tests/sites/pages/proton-replicas';
import { fill, type Replica, type ReplicaOptions, type ReplicaSite } from '@/tests/sites/pages/replica-of';
import type { Skin } from '@/tests/sites/pages/roundcube';
import { roundcubeSite } from '@/tests/sites/pages/roundcube-replicas';
import { snappymailSite } from '@/tests/sites/pages/snappymail-replicas';
import { sogoSite } from '@/tests/sites/pages/sogo-replicas';
import { tutaSite } from '@/tests/sites/pages/tuta-replicas';
import { yahooSite } from '@/tests/sites/pages/yahoo-replicas';
import { zimbraSite } from '@/tests/sites/pages/zimbra-replicas';
import { zohoSite } from '@/tests/sites/pages/zoho-replicas';
import type { SiteId } from '@/utils/schema/site';

/** Every site with replicas. Software on any host comes last: it answers to every name. */
export const sites: readonly ReplicaSite[] = [
  gmailSite,
  outlookSite,
  yahooSite,
  protonSite,
  tutaSite,
  fastmailSite,
  zohoSite,
  gmxSite,
  icloudSite,
  zimbraSite,
  sogoSite,
  hordeSite,
  snappymailSite,
  openXchangeSite,
  roundcubeSite,
];

export const replicas: readonly Replica[] = sites.flatMap((site) => [...site.replicas]);

/** The HTML of one replica, by name. */
export function replicaPage(site: SiteId, variant: string, options: ReplicaOptions = {}): string {
  const found = replicas.find((each) => each.site === site && each.variant === variant);
  if (!found) throw new Error(`no replica ${site}/${variant}`);
  return found.html(options);
}

/**
 * What a server under the real host names answers to an address: list, mail or
 * compose window. Null for what is not a page (scripts, styles, pictures).
 */
export function replicaAt(url: URL, options: ReplicaOptions & { readonly skin?: Skin } = {}): string | null {
  const filled = { ...fill(options, DEFAULT_MAILS), ...(options.skin ? { skin: options.skin } : {}) };
  for (const site of sites) {
    const answer = site.serve?.(url, filled);
    if (answer !== undefined) return answer;
  }
  return null;
}

/** The key that each site's adapter gives a mail of these replicas. */
export function replicaKey(site: SiteId, mail: ReplicaMail): string {
  const found = sites.find((each) => each.site === site);
  if (!found) throw new Error(`no replicas of ${site}`);
  return found.key(mail);
}
