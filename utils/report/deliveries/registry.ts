import { fastmailDelivery } from '@/utils/report/deliveries/fastmail';
import { gmailDelivery } from '@/utils/report/deliveries/gmail';
import { outlookDelivery } from '@/utils/report/deliveries/outlook';
import { protonDelivery } from '@/utils/report/deliveries/proton';
import { roundcubeDelivery } from '@/utils/report/deliveries/roundcube';
import { tutaDelivery } from '@/utils/report/deliveries/tuta';
import { yahooDelivery } from '@/utils/report/deliveries/yahoo';
import type { Delivery } from '@/utils/report/delivery';
import type { SiteId } from '@/utils/schema/site';

export const DELIVERIES: Readonly<Record<SiteId, Delivery>> = {
  roundcube: roundcubeDelivery,
  gmail: gmailDelivery,
  outlook: outlookDelivery,
  yahoo: yahooDelivery,
  proton: protonDelivery,
  tuta: tutaDelivery,
  fastmail: fastmailDelivery,
};
