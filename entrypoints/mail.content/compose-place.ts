import { isRoundcubeLogin, readRoundcubeCompose } from '@/utils/adapters/roundcube-page';
import type { SiteId } from '@/utils/schema/site';

/**
 * Where in its course the tab of a report is. `between`: not there yet, e.g. the
 * reader has to log in first; `after`: the mail was sent, or left.
 */
export function composePlace(site: SiteId, page: Document, url: URL): 'compose' | 'between' | 'after' {
  if (site === 'roundcube') {
    const compose = readRoundcubeCompose(page, url);
    if (isRoundcubeLogin(page) || compose?.state === 'login') return 'between';
    return compose ? 'compose' : 'after';
  }
  return COMPOSE[site](url) ? 'compose' : 'between';
}

const COMPOSE: Readonly<Record<Exclude<SiteId, 'roundcube'>, (url: URL) => boolean>> = {
  gmail: ({ searchParams }) => searchParams.get('view') === 'cm',
  outlook: ({ pathname }) => pathname.includes('/deeplink/compose'),
  yahoo: ({ pathname }) => pathname.includes('/compose'),
  // The address in the bar changes as soon as the app has read it.
  proton: () => true,
  tuta: () => true,
  fastmail: ({ pathname }) => pathname.startsWith('/mail/'),
  sogo: ({ hash }) => hash.includes('/new'),
  horde: ({ searchParams }) => searchParams.get('page') === 'compose',
  // These lead on from the address that opens a compose window, before or while the app starts.
  snappymail: () => true,
  'open-xchange': () => true,
  zoho: () => true,
  // These have no compose window that an address opens.
  gmx: () => false,
  icloud: () => false,
  zimbra: ({ searchParams }) => searchParams.get('view') === 'compose',
};
