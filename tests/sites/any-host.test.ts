import { afterEach, describe, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { anyHost } from '@/utils/adapters/any-host';
import type { SiteId } from '@/utils/schema/site';

/** Software on any host is known by its build: two marks of it, wherever it stands. */

const MARKS: Partial<Record<SiteId, readonly [string, string, string]>> = {
  sogo: [
    '<div ng-app="SOGo.MailerUI"></div>',
    '<meta content="SOGo Web Interface">',
    '<div class="sg-mail-part">x</div>',
  ],
  horde: [
    '<div id="dimpLoading"></div>',
    '<div id="horde-head"></div>',
    '<div id="previewMsg"><div id="messageBody">x</div></div>',
  ],
  snappymail: [
    '<div id="rl-app"></div>',
    '<div id="rl-popups"></div>',
    '<div id="messageItem"><div class="bodyText">x</div></div>',
  ],
  zimbra: [
    '<div id="z_shell"></div>',
    '<div id="skin_outer"></div>',
    '<div class="ZmMailMsgView"><div class="MsgBody">x</div></div>',
  ],
  'open-xchange': [
    '<div id="io-ox-core"></div>',
    '<script type="text/plain" src="v=8/boot.js"></script>',
    '<div class="mail-detail" data-cid="default0/INBOX.7">x</div>',
  ],
};
/** What the servers send, before the app has drawn anything: pages are looked at then, and only then. */
const SERVED: Partial<Record<SiteId, string>> = {
  sogo: '<link href="/SOGo.woa/WebServerResources/css/styles.css"><main ng-app="SOGo.MailerUI"></main>',
  horde:
    '<link href="/horde/imp/themes/default/screen.css"><div id="dimpLoading"></div><div id="horde-head"></div>',
  snappymail: '<div id="rl-app"><div id="rl-loading"></div><div id="rl-content" hidden></div></div>',
  zimbra:
    '<link href="/css/images,common,dwt,msgview,login,zm,skin.css?v=1"><script type="text/plain" src="/js/Startup1_1_all.js.zgz?v=1"></script>',
  'open-xchange':
    '<div id="background-loader"></div><div id="io-ox-core" style="display:none"><div id="io-ox-screens"></div></div>',
};
const URLS = ['https://mail.example/', 'https://intranet.example/Mail/view#!/Mail/0/INBOX/7'];

afterEach(closeFrames);

describe.each(Object.entries(MARKS))('%s', (site, marks) => {
  const adapter = anyHost.find(({ id }) => id === site);
  const stateOf = async (html: string, url: string) =>
    adapter?.read(await openFrame(`<!DOCTYPE html><title>x</title><body>${html}`), new URL(url)).state;

  it.each(URLS)('is not told by one mark alone (%s)', async (url) => {
    for (const mark of marks) expect(await stateOf(mark, url), mark).toBe('foreign');
  });

  it('is told by what its server sends, and nothing is read of it yet', async () => {
    expect(await stateOf(SERVED[site as SiteId] ?? '', URLS[0] ?? '')).toBe('other');
  });

  it.each(URLS)('is told by any two (%s)', async (url) => {
    const [first, second, third] = marks;
    for (const pair of [first + second, first + third, second + third])
      expect(await stateOf(pair, url), pair).not.toBe('foreign');
  });
});

it('has marks of each that is made of anchors', () => {
  expect(Object.keys(MARKS).sort()).toEqual(
    anyHost
      .map(({ id }) => id)
      .filter((id) => id !== 'roundcube')
      .sort(),
  );
});
