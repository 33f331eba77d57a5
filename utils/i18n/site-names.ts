import type { SiteId } from '@/utils/schema/site';

/** What the sites call themselves. Never translated. */
export const SITE_NAMES: Readonly<Record<SiteId, string>> = {
  gmail: 'Gmail',
  outlook: 'Outlook',
  yahoo: 'Yahoo, AOL',
  proton: 'Proton Mail',
  tuta: 'Tuta',
  fastmail: 'Fastmail',
  roundcube: 'Roundcube',
  sogo: 'SOGo',
  horde: 'Horde',
  snappymail: 'SnappyMail, RainLoop',
  zimbra: 'Zimbra',
  'open-xchange': 'Open-Xchange',
  zoho: 'Zoho Mail',
  gmx: 'GMX, mail.com',
  icloud: 'iCloud Mail',
};
