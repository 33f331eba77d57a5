import { composeQuery, type Delivery } from '@/utils/report/delivery';

const CONSUMER_HOST = 'outlook.live.com';

/**
 * Outlook gives the original only against a token that lives in the page, so it
 * is not fetched: the compose window opens filled in, the reader drags the mail
 * into it or pastes the text that was copied.
 */
export const outlookDelivery: Delivery = {
  site: 'outlook',
  plan({ url }, { desk, to, subject, text }) {
    const path = url.hostname === CONSUMER_HOST ? '/mail/0/deeplink/compose' : '/mail/deeplink/compose';
    const query = composeQuery({ to, subject, body: text });
    return { desk, to, rank: '3', compose: `${url.origin}${path}?${query}` };
  },
};
