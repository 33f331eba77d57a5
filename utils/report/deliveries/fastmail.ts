import { composeQuery, type Delivery } from '@/utils/report/delivery';

/** Fastmail's own menu forwards as attachment; by address there is only the compose window. `u` is the account. */
export const fastmailDelivery: Delivery = {
  site: 'fastmail',
  plan({ url }, { desk, to, subject, text }) {
    const account = url.searchParams.get('u');
    const query = composeQuery({ to, subject, body: text, ...(account === null ? {} : { u: account }) });
    return { desk, to, rank: '3', compose: `${url.origin}/mail/compose?${query}` };
  },
};
