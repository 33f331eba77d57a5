import { composeQuery, type Delivery } from '@/utils/report/delivery';

/** Yahoo gives the original only against a key that lives in the page. Its compose window has an address of its own, at Yahoo and at AOL alike. */
export const yahooDelivery: Delivery = {
  site: 'yahoo',
  composeOrigins: ['https://compose.mail.yahoo.com'],
  plan(_mail, { desk, to, subject, text }) {
    const query = composeQuery({ to, subject, body: text });
    return { desk, to, rank: '3', compose: `https://compose.mail.yahoo.com/?${query}` };
  },
};
