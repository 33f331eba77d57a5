// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { DELIVERIES } from '@/utils/report/deliveries/registry';
import type { Delivery, Reported } from '@/utils/report/delivery';
import { ReportPlan } from '@/utils/schema/report';
import { SiteId } from '@/utils/schema/site';

const ADDRESSED = {
  desk: 'safeonweb',
  to: 'verdacht@safeonweb.be',
  subject: 'Melding & vraag',
  text: 'Ik kreeg deze mail.',
};

function reported(url: string, key = '18c0ffee12345678'): Reported {
  const page = document.implementation.createHTMLDocument('');
  return { key, subject: 'Onderwerp', from: undefined, text: 'tekst', page, url: new URL(url) };
}

const planOf = (delivery: Delivery, mail: Reported) => {
  const plan = delivery.plan(mail, ADDRESSED);
  if (!plan) throw new Error('no plan');
  return { plan, compose: new URL(plan.compose) };
};

const PAGES: Record<SiteId, string> = {
  roundcube:
    'https://mail.ovh.net/sec-tok3n/roundcube/?_task=mail&_action=preview&_uid=7&_mbox=INBOX%2FWerk&_framed=1',
  gmail: 'https://mail.google.com/mail/u/1/#inbox/FMfcgz',
  outlook: 'https://outlook.live.com/mail/0/inbox/id/AQMk',
  yahoo: 'https://mail.yahoo.com/d/folders/1/messages/ABc-1',
  proton: 'https://mail.proton.me/u/0/inbox/Conv7==',
  tuta: 'https://app.tuta.com/mail/Ofolder1--0/Omail7-_x',
  fastmail: 'https://app.fastmail.com/mail/Inbox/T0abc7.M7?u=1a2b',
  sogo: 'https://mail.example/SOGo/so/robin/Mail/view#!/Mail/0/INBOX%252FWerk/7',
  horde: 'https://mail.example/horde/imp/dynamic.php?page=mailbox#msg:SU5CT1g;7',
  snappymail: 'https://mail.example/snappy/#/mailbox/INBOX/m7',
  zimbra: 'https://zimbra.free.fr/zimbra/mail',
  'open-xchange': 'https://webmail.example/appsuite/#!!&app=io.ox/mail&folder=default0/INBOX',
  zoho: 'https://mail.zoho.eu/zm/#mail/folder/inbox/p/149070246637',
  gmx: 'https://gmxnet.mailbody-ui.de/Mail/7/Body/html',
  icloud: 'https://www-mail.icloud-sandbox.com/applications/mail2-message/current/en-us/index.html',
};

/** No address opens their compose windows: the reader forwards, with the desk's address on the clipboard. */
const WITHOUT_COMPOSE: readonly SiteId[] = ['gmx', 'icloud'];

describe('every delivery', () => {
  it.each(WITHOUT_COMPOSE)('of %s plans nothing that we do not know to work', (site) => {
    expect(DELIVERIES[site].plan(reported(PAGES[site]), ADDRESSED)).toBeNull();
    expect(DELIVERIES[site].site).toBe(site);
  });

  for (const site of SiteId.options.filter((each) => !WITHOUT_COMPOSE.includes(each))) {
    it(`of ${site} plans a compose window of the webmail's own, filled in, short enough for a URL`, () => {
      const mail = reported(PAGES[site]);
      const { plan, compose } = planOf(DELIVERIES[site], mail);
      expect(ReportPlan.parse(plan)).toEqual(plan);
      expect(DELIVERIES[site].site).toBe(site);
      expect([mail.url.origin, ...(DELIVERIES[site].composeOrigins ?? [])]).toContain(compose.origin);
      const inHash = /mailto:([^?]*)/.exec(decodeURIComponent(compose.search + compose.hash))?.[1] ?? '';
      expect([...compose.searchParams.values(), inHash]).toContain('verdacht@safeonweb.be');
      expect(plan.compose).not.toContain('+');
      expect(plan.compose.length).toBeLessThan(1_800);
    });
  }
});

describe('Roundcube', () => {
  it('forwards as attachment by one address, keeping path and token of the installation', () => {
    const { plan, compose } = planOf(DELIVERIES.roundcube, reported(PAGES.roundcube));
    expect(plan.rank).toBe('1');
    expect(compose.pathname).toBe('/sec-tok3n/roundcube/');
    expect(Object.fromEntries(compose.searchParams)).toEqual({
      _task: 'mail',
      _action: 'compose',
      _forward_uid: '7',
      _mbox: 'INBOX/Werk',
      _attachment: '1',
      _to: 'verdacht@safeonweb.be',
    });
  });

  it('never gives a body, which would drop the attachment', () => {
    expect(planOf(DELIVERIES.roundcube, reported(PAGES.roundcube)).compose.searchParams.has('_body')).toBe(
      false,
    );
  });

  it('has no plan where no mail is open', () => {
    const mail = reported('https://mail.ovh.net/roundcube/?_task=settings');
    expect(DELIVERIES.roundcube.plan(mail, ADDRESSED)).toBeNull();
  });
});

describe('Gmail', () => {
  it('composes in the account that the mail is in', () => {
    const { plan, compose } = planOf(DELIVERIES.gmail, reported(PAGES.gmail));
    expect(plan.rank).toBe('2b');
    expect(compose.pathname).toBe('/mail/u/1/');
    expect(compose.searchParams.get('view')).toBe('cm');
    expect(compose.searchParams.get('su')).toBe('Melding & vraag');
  });

  it('finds the original without a token', () => {
    const original = DELIVERIES.gmail.original?.(reported(PAGES.gmail));
    expect(original?.href).toBe(
      'https://mail.google.com/mail/u/1/?view=att&th=18c0ffee12345678&attid=0&disp=comp&safe=1&zw=',
    );
  });

  it('asks for no original under a key that is not an id of Gmail', () => {
    expect(DELIVERIES.gmail.original?.(reported(PAGES.gmail, '1&view=x'))).toBeNull();
  });
});

describe('Outlook', () => {
  it.each([
    ['https://outlook.live.com/mail/0/inbox/id/x', '/mail/0/deeplink/compose'],
    ['https://outlook.office.com/mail/inbox/id/x', '/mail/deeplink/compose'],
    ['https://outlook.cloud.microsoft/mail/inbox', '/mail/deeplink/compose'],
  ])('composes on the current host: %s', (url, path) => {
    const { plan, compose } = planOf(DELIVERIES.outlook, reported(url));
    expect(plan.rank).toBe('3');
    expect(compose.pathname).toBe(path);
  });
});
