import type { Delivery } from '@/utils/report/delivery';

/** iCloud Mail has no compose address that we know, and shows no original: the desk's address goes on the clipboard, and the reader forwards the mail. */
export const icloudDelivery: Delivery = { site: 'icloud', plan: () => null };
