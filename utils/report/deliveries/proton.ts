import { type Delivery, mailto } from '@/utils/report/delivery';

/** Only Proton's app can decrypt a mail: the original is the reader's to export. The compose window opens by a `mailto:` in the address. */
export const protonDelivery: Delivery = {
  site: 'proton',
  plan({ url }, { desk, to, subject, text }) {
    const compose = `${url.origin}/inbox/#mailto=${encodeURIComponent(mailto(to, { subject, body: text }))}`;
    return { desk, to, rank: '3', compose };
  },
};
