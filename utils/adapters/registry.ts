import type { Adapter } from '@/utils/adapters/adapter';
import { fastmail } from '@/utils/adapters/fastmail';
import { gmail } from '@/utils/adapters/gmail';
import { horde } from '@/utils/adapters/horde';
import { openXchange } from '@/utils/adapters/open-xchange';
import { outlook } from '@/utils/adapters/outlook';
import { proton } from '@/utils/adapters/proton';
import { roundcube } from '@/utils/adapters/roundcube';
import { snappymail } from '@/utils/adapters/snappymail';
import { sogo } from '@/utils/adapters/sogo';
import { tuta } from '@/utils/adapters/tuta';
import { yahoo } from '@/utils/adapters/yahoo';
import { zimbra } from '@/utils/adapters/zimbra';
import { zoho } from '@/utils/adapters/zoho';

/**
 * Every adapter. Those bound to hosts come first: they say "foreign" without
 * looking at the page. Roundcube before the others of its kind: the server puts
 * mails into its pages, and what a mail holds must not decide what the page is.
 */
export const adapters: readonly Adapter[] = [
  gmail,
  outlook,
  yahoo,
  proton,
  tuta,
  fastmail,
  zoho,
  roundcube,
  sogo,
  horde,
  snappymail,
  zimbra,
  openXchange,
];

/** Whether a match pattern of the form `https://host/path*` covers an address. */
function covers(pattern: string, url: URL): boolean {
  const path = pattern.slice(`https://${url.hostname}`.length, -1);
  return (
    pattern.startsWith(`https://${url.hostname}/`) &&
    url.protocol === 'https:' &&
    url.pathname.startsWith(path)
  );
}

/** Whether a site that we know runs at this address, before anything of the page is seen. */
export function isKnownHost(url: URL): boolean {
  return adapters.some((adapter) => adapter.hosts.some((pattern) => covers(pattern, url)));
}

/**
 * The adapter that claims this document, or null where none does. By build, not by
 * host: self-hosted webmail has any address, and a known host serves other pages too.
 */
export function chooseAdapter(page: Document, url: URL): Adapter | null {
  return adapters.find((adapter) => claims(adapter, page, url)) ?? null;
}

function claims(adapter: Adapter, page: Document, url: URL): boolean {
  try {
    return adapter.read(page, url).state !== 'foreign';
  } catch {
    // An adapter that trips over a page costs itself, not the others.
    return false;
  }
}
