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
  return url.searchParams.get('view') === 'cm' || url.pathname.includes('/deeplink/compose')
    ? 'compose'
    : 'between';
}
