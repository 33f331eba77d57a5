import { gmailAccountPath } from '@/utils/adapters/gmail-page';
import { composeQuery, type Delivery } from '@/utils/report/delivery';

const LEGACY_ID = /^[0-9a-f]{8,20}$/;

/**
 * Gmail serves the original to the logged-in reader without a token
 * (`disp=comp`, the address behind "download message"), and opens a compose
 * window by address. Attaching is the reader's: it would need our code in the
 * page's own world.
 */
export const gmailDelivery: Delivery = {
  site: 'gmail',
  plan({ url }, { desk, to, subject, text }) {
    const query = composeQuery({ view: 'cm', fs: '1', to, su: subject, body: text });
    return { desk, to, rank: '2b', compose: `${url.origin}${gmailAccountPath(url)}?${query}` };
  },
  original({ key, url }) {
    if (!LEGACY_ID.test(key)) return null;
    const query = composeQuery({ view: 'att', th: key, attid: '0', disp: 'comp', safe: '1', zw: '' });
    return new URL(`${url.origin}${gmailAccountPath(url)}?${query}`);
  },
};
