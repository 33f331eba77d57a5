import { type Delivery, mailto } from '@/utils/report/delivery';

/** Only Tuta's app can decrypt a mail: the original is the reader's to export. The compose window opens by a `mailto:` in the address. */
export const tutaDelivery: Delivery = {
  site: 'tuta',
  plan({ url }, { desk, to, subject, text }) {
    const compose = `${url.origin}/mailto#url=${encodeURIComponent(mailto(to, { subject, body: text }))}`;
    return { desk, to, rank: '3', compose };
  },
};
