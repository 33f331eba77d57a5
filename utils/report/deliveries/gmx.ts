import type { Delivery } from '@/utils/report/delivery';

/** No address that opens a compose window of GMX or mail.com is known: the desk's address goes on the clipboard, and the reader forwards the mail. */
export const gmxDelivery: Delivery = { site: 'gmx', plan: () => null };
