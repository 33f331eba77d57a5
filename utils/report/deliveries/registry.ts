import { fastmailDelivery } from '@/utils/report/deliveries/fastmail';
import { gmailDelivery } from '@/utils/report/deliveries/gmail';
import { gmxDelivery } from '@/utils/report/deliveries/gmx';
import { hordeDelivery } from '@/utils/report/deliveries/horde';
import { icloudDelivery } from '@/utils/report/deliveries/icloud';
import { openXchangeDelivery } from '@/utils/report/deliveries/open-xchange';
import { outlookDelivery } from '@/utils/report/deliveries/outlook';
import { protonDelivery } from '@/utils/report/deliveries/proton';
import { roundcubeDelivery } from '@/utils/report/deliveries/roundcube';
import { snappymailDelivery } from '@/utils/report/deliveries/snappymail';
import { sogoDelivery } from '@/utils/report/deliveries/sogo';
import { tutaDelivery } from '@/utils/report/deliveries/tuta';
import { yahooDelivery } from '@/utils/report/deliveries/yahoo';
import { zimbraDelivery } from '@/utils/report/deliveries/zimbra';
import { zohoDelivery } from '@/utils/report/deliveries/zoho';
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
  sogo: sogoDelivery,
  horde: hordeDelivery,
  snappymail: snappymailDelivery,
  zimbra: zimbraDelivery,
  'open-xchange': openXchangeDelivery,
  zoho: zohoDelivery,
  gmx: gmxDelivery,
  icloud: icloudDelivery,
};
