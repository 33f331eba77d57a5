import { composeQuery, type Delivery } from '@/utils/report/delivery';

/**
 * Yahoo gives the original only against a key that lives in the page. Its compose
 * address is on an origin of its own, at Yahoo and at AOL alike, which we do not
 * read; it may lead back into the app, and only there can our note stand. Where it
 * stays away, what is left to do is said beside the mail.
 */
export const yahooDelivery: Delivery = {
  site: 'yahoo',
  composeOrigins: ['https://compose.mail.yahoo.com', 'https://mail.yahoo.com'],
  plan(_mail, { desk, to, subject, text }) {
    const query = composeQuery({ to, subject, body: text });
    return { desk, to, rank: '3', compose: `https://compose.mail.yahoo.com/?${query}` };
  },
};
