// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DELIVERIES } from '@/utils/report/deliveries/registry';
import type { Delivery, Reported } from '@/utils/report/delivery';
import { fetchOriginal } from '@/utils/report/original';

/** Deliveries of software on any host. What they share with all others stands in `deliveries.test.ts`. */

const TO = 'verdacht@safeonweb.be';
const ADDRESSED = { desk: 'safeonweb', to: TO, subject: 'Melding & vraag', text: '100% zeker?' };

function reported(url: string, key = '7', html = '', cookie = ''): Reported {
  const page = document.implementation.createHTMLDocument('');
  page.body.insertAdjacentHTML('beforeend', html);
  Object.defineProperty(page, 'cookie', { value: cookie });
  return { key, subject: 'Onderwerp', from: undefined, text: 'tekst', page, url: new URL(url) };
}

function composeOf(delivery: Delivery, mail: Reported): URL {
  const plan = delivery.plan(mail, ADDRESSED);
  if (!plan) throw new Error('no plan');
  return new URL(plan.compose);
}

describe('SOGo', () => {
  const { sogo } = DELIVERIES;
  const at = (hash: string, cookie = '') =>
    reported(`https://mail.example/SOGo/so/robin/Mail/view${hash}`, '7', '', cookie);

  it.each([
    ['#!/Mail/0/INBOX/7', '0/folderINBOX/7/export'],
    ['#!/Mail/0/INBOX%252FWerk/12', '0/folderINBOX/folderWerk/12/export'],
    ['#!/Mail/1/Spam%20hier/3', '1/folderSpam%20hier/3/export'],
  ])('finds the original of %s', (hash, path) => {
    expect(sogo.original?.(at(hash))?.href).toBe(`https://mail.example/SOGo/so/robin/Mail/${path}`);
  });

  it('finds none where no mail is open', () => {
    expect(sogo.original?.(at('#!/Mail/0/INBOX'))).toBeNull();
    expect(sogo.original?.(reported('https://mail.example/elsewhere#!/Mail/0/INBOX/7'))).toBeNull();
  });

  it('names the token that the page keeps for its own scripts, and no other cookie', () => {
    const mail = at('#!/Mail/0/INBOX/7', 'a=b; XSRF-TOKEN=t0ken; 0xHIGHFLYxSOGo=secret');
    expect(sogo.originalHeaders?.(mail)).toEqual({ 'X-XSRF-TOKEN': 't0ken' });
    expect(sogo.originalHeaders?.(at('#!/Mail/0/INBOX/7', 'NOT-XSRF-TOKEN=x'))).toEqual({});
  });

  it('opens the compose window with all of the mailto address in one piece', () => {
    const [path, query = ''] = composeOf(sogo, at('#!/Mail/0/INBOX/7')).hash.split('?');
    expect(path).toBe('#!/Mail/0/new');
    expect(query).not.toMatch(/[=&]/);
    const written = new URL(decodeURIComponent(query));
    expect(written.pathname).toBe(TO);
    expect(Object.fromEntries(written.searchParams)).toEqual({
      subject: ADDRESSED.subject,
      body: ADDRESSED.text,
    });
  });
});

describe('Horde', () => {
  const { horde } = DELIVERIES;

  it.each([
    ['dynamic.php?page=mailbox#msg:SU5CT1g;7', 'the list'],
    ['dynamic.php?page=mailbox#msg:SU5CT1g%3B7', 'the list, its address encoded'],
    ['dynamic.php?page=message&buid=7&mailbox=SU5CT1g', 'a window'],
  ])('forwards as attachment by one address from %s (%s)', (rest) => {
    const mail = reported(`https://mail.example/horde/imp/${rest}`);
    expect(horde.plan(mail, ADDRESSED)?.rank).toBe('1');
    const compose = composeOf(horde, mail);
    expect(compose.pathname).toBe('/horde/imp/dynamic.php');
    expect(Object.fromEntries(compose.searchParams)).toEqual({
      page: 'compose',
      type: 'forward_attach',
      mailbox: 'SU5CT1g',
      buid: '7',
      to: TO,
    });
  });

  it('has no plan where no mail is open', () => {
    const mail = reported('https://mail.example/horde/imp/dynamic.php?page=mailbox#mbox:SU5CT1g');
    expect(horde.plan(mail, ADDRESSED)).toBeNull();
  });
});

describe('SnappyMail', () => {
  const { snappymail } = DELIVERIES;
  const link = (key: string) => `<a href="/mail/?/Raw/&q[]=/0/Download/&q[]=/${key}">x</a>`;
  const menu = (links: string) => `<div class="b-message"><menu role="menu">${links}</menu></div>`;
  const at = (html: string) => reported('https://mail.example/mail/#/mailbox/INBOX/m7', 'INBOX/7', html);

  it('takes the original from the menu of the open mail, not from its attachments', () => {
    const html = `${link('file')}${menu(link('whole'))}`;
    expect(snappymail.original?.(at(html))?.href).toContain('/0/Download/&q[]=/whole');
  });

  it('takes none where the page shows none, or more than one', () => {
    expect(snappymail.original?.(at(''))).toBeNull();
    expect(snappymail.original?.(at(menu(link('one') + link('two'))))).toBeNull();
  });
});

describe('Zimbra', () => {
  const { zimbra } = DELIVERIES;
  const at = (path: string, key: string) => reported(`https://mail.example${path}`, key);

  it.each([
    ['7', '7'],
    ['20#22', '22'],
    ['a1b2-c3:257', 'a1b2-c3%3A257'],
  ])('finds the original of %s by the mail’s own number', (key, id) => {
    expect(zimbra.original?.(at('/zimbra/mail', key))?.href).toBe(
      `https://mail.example/service/home/~/?auth=co&id=${id}`,
    );
  });

  it('asks for no original under a key that is not a number of Zimbra', () => {
    expect(zimbra.original?.(at('/', '7&fmt=zip'))).toBeNull();
  });

  it.each([
    ['/zimbra/mail', '/zimbra/'],
    ['/', '/'],
    ['/mail', '/'],
  ])('composes at the top of the app that is at %s', (path, top) => {
    expect(composeOf(zimbra, at(path, '7')).pathname).toBe(top);
  });

  it('keeps its fields whole when they are decoded twice', () => {
    const { searchParams } = composeOf(zimbra, at('/', '7'));
    expect(decodeURIComponent(searchParams.get('subject') ?? '')).toBe(ADDRESSED.subject);
    expect(decodeURIComponent(searchParams.get('body') ?? '')).toBe(ADDRESSED.text);
  });
});

describe('a request with a token', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('goes to the webmail that gave it, and follows no redirect', async () => {
    const asked = vi.fn(async () => new Response('Subject: x\r\n\r\n'));
    vi.stubGlobal('fetch', asked);
    const page = new URL('https://mail.example/SOGo/');
    await fetchOriginal(new URL('export', page), page, { 'X-XSRF-TOKEN': 't' });
    expect(asked).toHaveBeenCalledWith(
      new URL('export', page),
      expect.objectContaining({ headers: { 'X-XSRF-TOKEN': 't' }, redirect: 'error' }),
    );
    await expect(
      fetchOriginal(new URL('https://elsewhere.example/'), page, { 'X-XSRF-TOKEN': 't' }),
    ).rejects.toMatchObject({ code: 'unreachable' });
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
