import { openRoundcubeMail } from '@/utils/adapters/roundcube-page';
import { composeQuery, type Delivery } from '@/utils/report/delivery';

/**
 * One address opens the compose window with the original attached.
 *
 * Never `_body`: Roundcube then drops the attachment without a word. The base
 * keeps path and token of the installation. Roundcube keeps the draft in the
 * session and two requests at once can lose the attachment, so the compose
 * page is checked afterwards (`compose-check.ts`).
 */
export const roundcubeDelivery: Delivery = {
  site: 'roundcube',
  plan({ page, url }, { desk, to }) {
    const mail = openRoundcubeMail(page, url);
    if (!mail) return null;
    const query = composeQuery({
      _task: 'mail',
      _action: 'compose',
      _forward_uid: mail.uid,
      _mbox: mail.mailbox,
      _attachment: '1',
      _to: to,
    });
    return { desk, to, rank: '1', compose: `${mail.base}?${query}` };
  },
};
