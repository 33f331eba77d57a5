import { BUILDS } from '@/utils/adapters/builds';
import { has } from '@/utils/adapters/page-text';
import { roundcubePlace } from '@/utils/adapters/roundcube-page';
import { all, isShown } from '@/utils/adapters/safe-dom';
import { isBuiltLike } from '@/utils/adapters/self-hosted';
import { isSogoMail } from '@/utils/adapters/sogo-page';

const { roundcube, sogo, ...APPS } = BUILDS;
/** One question to the page instead of thirty: most pages of an enabled site have no mark at all. */
const ANY_MARK = Object.values(BUILDS).flat().join(',');
/** Roundcube names the part of itself that a page is. */
const OTHER_TASK = /[?&]_task=(?!mail(?:&|$))/;
const ROUNDCUBE_LOGIN = '#rcmloginuser';
const PASSWORD = 'input[type="password"]';

/**
 * Whether the script that reads mail has anything to do in a page of software
 * on any host: read mail, or stand beside a compose window. False where it is
 * not that software, where its address or build keeps mail out, and where
 * somebody has to log in first.
 *
 * Takes a page's `location` too. Only Roundcube shows mails in frames that are documents of their own.
 */
export function mayShowMail(page: Document, url: Pick<URL, 'pathname' | 'search'>, isTop: boolean): boolean {
  // First what is cheap to ask: all marks together take a page a millisecond.
  if (OTHER_TASK.test(url.search) || has(page, ROUNDCUBE_LOGIN) || !has(page, ANY_MARK)) return false;
  if (isBuiltLike(page, roundcube)) return roundcubePlace(page, url) !== 'other';
  if (!isTop) return false;
  if (isBuiltLike(page, sogo)) return isSogoMail(url);
  if (!Object.values(APPS).some((marks) => isBuiltLike(page, marks))) return false;
  return !all(page, PASSWORD).some(isShown);
}
