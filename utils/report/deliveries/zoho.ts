import { type Delivery, mailto } from '@/utils/report/delivery';

/** Zoho's compose window opens by the address that browsers know for its `mailto:`; the original is the reader's to save. */
export const zohoDelivery: Delivery = {
  site: 'zoho',
  plan({ url }, { desk, to, subject, text }) {
    const written = encodeURIComponent(mailto(to, { subject, body: text }));
    const compose = `${url.origin}/mail/compose.do?extsrc=mailto&mode=compose&tp=zb&ct=${written}`;
    return { desk, to, rank: '3', compose };
  },
};
