import type { Reading } from '@/utils/adapters/adapter';
import type { Found } from '@/utils/schema/found';

/** What a reading recognised of the page, for the popup; null where the page is not the site's. */
export function recognised({ state, mails, rows, found }: Reading): Found | null {
  if (state === 'foreign') return null;
  if (found) return found;
  return {
    page: true,
    list: rows.length > 0,
    mail: mails.length > 0,
    body: mails.some(({ body }) => body.length > 0),
    sender: mails.some(({ from }) => from !== undefined),
  };
}
