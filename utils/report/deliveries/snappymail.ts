import { all, attribute } from '@/utils/adapters/safe-dom';
import { type Delivery, mailto } from '@/utils/report/delivery';

/** The menu of the open mail. Attachments have such links too, elsewhere. */
const DOWNLOAD = '.b-message [role="menu"] a[href*="?/Raw/"][href*="/Download/"]';

/**
 * The menu of the open mail links the original under a key of its own: SnappyMail
 * draws it with the mail, so it is read from there. The compose window opens by
 * the address that it registers for `mailto:`.
 */
export const snappymailDelivery: Delivery = {
  site: 'snappymail',
  plan({ url }, { desk, to, subject, text }) {
    const written = encodeURIComponent(mailto(to, { subject, body: text }));
    return { desk, to, rank: '2b', compose: `${url.origin}${url.pathname}?mailto&to=${written}` };
  },
  original({ page, url }) {
    const links = all(page, DOWNLOAD);
    const href = links[0] && attribute(links[0], 'href');
    // Two would be a page that we do not know: better none than another mail's.
    return links.length === 1 && href && URL.canParse(href, url.href) ? new URL(href, url) : null;
  },
};
