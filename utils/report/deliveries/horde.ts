import { hordeMailAt } from '@/utils/adapters/horde-page';
import { composeQuery, type Delivery } from '@/utils/report/delivery';

const DYNAMIC = /^(.*\/)[^/]*\.php$/;

/** One address opens the compose window with the original attached; the subject is Horde's own. */
export const hordeDelivery: Delivery = {
  site: 'horde',
  attached: '#attach_list [title="message/rfc822"]',
  plan({ url }, { desk, to }) {
    const mail = hordeMailAt(url);
    const folder = DYNAMIC.exec(url.pathname)?.[1];
    if (!mail || folder === undefined) return null;
    const query = composeQuery({
      page: 'compose',
      type: 'forward_attach',
      mailbox: mail.mailbox,
      buid: mail.uid,
      to,
    });
    return { desk, to, rank: '1', compose: `${url.origin}${folder}dynamic.php?${query}` };
  },
};
