import { type Delivery, mailto } from '@/utils/report/delivery';

/** Open-Xchange gives the original only against a session key that lives in the page. Its compose window opens by a `mailto:` in the hash. */
export const openXchangeDelivery: Delivery = {
  site: 'open-xchange',
  plan({ url }, { desk, to, subject, text }) {
    const written = encodeURIComponent(mailto(to, { subject, body: text }));
    const compose = `${url.origin}${url.pathname}#app=io.ox/mail/compose:compose&mailto=${written}`;
    return { desk, to, rank: '3', compose };
  },
};
