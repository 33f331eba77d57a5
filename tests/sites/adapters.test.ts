import { afterEach, describe, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { BENIGN, BLUFF, type Lang, SUMMONS, withId } from '@/tests/sites/pages/mails';
import { replicaKey, replicaPage, replicas, sites } from '@/tests/sites/pages/replica';
import { chooseAdapter } from '@/utils/adapters/choose';
import { adapters } from '@/utils/adapters/registry';
import type { SiteId } from '@/utils/schema/site';

const FOREIGN = `<!DOCTYPE html><title>News</title><body class="task-list"><h1 class="subject">News</h1>
<table id="list"><tr class="message"><td>x</td></tr></table><div id="body">Pay bitcoin</div></body>`;

function adapterOf(site: SiteId) {
  const found = adapters.find(({ id }) => id === site);
  if (!found) throw new Error(`no adapter ${site}`);
  return found;
}

afterEach(closeFrames);

describe.each(replicas)('$site $variant', (replica) => {
  it('is read as what it is', async () => {
    const page = await openFrame(replica.html());
    const reading = adapterOf(replica.site).read(page, new URL(replica.url));
    expect(reading.state).toBe(replica.state);
    expect(reading.mails.map(({ subject, from }) => ({ subject, from: from?.address }))).toEqual(
      replica.reads,
    );
    expect(reading.rows).toHaveLength(replica.rows);
    for (const mail of reading.mails) {
      expect(mail.body.length).toBeGreaterThan(0);
      for (const body of mail.body) expect(body === mail.anchor || !body.contains(mail.anchor)).toBe(true);
    }
  });

  it('is foreign to every other adapter, and chosen by its own', async () => {
    const page = await openFrame(replica.html());
    const url = new URL(replica.url);
    for (const other of adapters.filter(({ id }) => id !== replica.site)) {
      expect(other.read(page, url).state).toBe('foreign');
    }
    expect(chooseAdapter(adapters, page, url)?.id).toBe(replica.site);
  });
});

const SEEN = replicas.filter(({ reads, rows }) => reads.length + rows > 0);

describe.each(['nl', 'fr', 'de', 'en'] as const satisfies readonly Lang[])('with labels in %s', (lang) => {
  it('reads every site the same, whatever the hashed classes', async () => {
    for (const [i, replica] of SEEN.entries()) {
      const page = await openFrame(replica.html({ lang, seed: 50 + i }));
      const reading = adapterOf(replica.site).read(page, new URL(replica.url));
      expect(reading.state, `${replica.site} ${replica.variant}`).toBe(replica.state);
      expect(reading.mails.map(({ from }) => from?.address)).toEqual(replica.reads.map(({ from }) => from));
      expect(reading.rows).toHaveLength(replica.rows);
      closeFrames();
    }
  });
});

describe('keys', () => {
  const lists = replicas.filter(
    ({ variant, state, rows }) => /(^|-)list$/.test(variant) && state === 'list' && rows > 0,
  );
  it.each(lists)('of a $site row ($variant) are those of the mails that the rows open', async (replica) => {
    const page = await openFrame(replica.html());
    const rows = adapterOf(replica.site).read(page, new URL(replica.url)).rows;
    expect(rows.map(({ key }) => key)).toEqual(
      // A row stands for a conversation: what comes after `#` tells its mails apart.
      [BLUFF, SUMMONS, BENIGN].map((mail) => replicaKey(replica.site, mail).split('#')[0]),
    );
  });

  const unnamed = new Set(
    sites.filter(({ withholds }) => withholds?.includes('key')).map(({ site }) => site),
  );
  const opens = replicas.filter(({ reads, site }) => reads.length === 1 && !unnamed.has(site));
  it.each(opens)('of an open mail in $site ($variant) do not depend on the view', async (replica) => {
    const page = await openFrame(replica.html());
    const [open] = adapterOf(replica.site).read(page, new URL(replica.url)).mails;
    const keys = [BLUFF, SUMMONS, withId(BLUFF, 7, 7)].map((mail) => replicaKey(replica.site, mail));
    expect(keys).toContain(open?.key);
  });
});

it('keeps the headers of a mail apart from those of a mail that it holds', async () => {
  const page = await openFrame(replicaPage('roundcube', 'larry-forwarded'));
  const url = 'https://mail.example/?_task=mail&_action=show&_uid=8&_mbox=INBOX';
  const [mail] = adapterOf('roundcube').read(page, new URL(url)).mails;
  expect(mail?.from).toEqual({ address: SUMMONS.from.address, name: SUMMONS.from.name });
  expect(mail?.replyTo?.address).toBe(SUMMONS.replyTo);
});

const WITH_FILES = replicas.filter(
  ({ reads }) => reads.length === 1 && reads[0]?.subject === SUMMONS.subject,
);

it('has a replica with an attachment for each site', () => {
  const silent = sites.filter(({ withholds }) => withholds?.includes('attachments')).map(({ site }) => site);
  expect(new Set([...WITH_FILES.map(({ site }) => site), ...silent])).toEqual(
    new Set(adapters.map(({ id }) => id)),
  );
});

it.each(WITH_FILES)('reads the attachments and recipients that $site shows ($variant)', async (replica) => {
  const page = await openFrame(replica.html());
  const [mail] = adapterOf(replica.site).read(page, new URL(replica.url)).mails;
  expect(mail?.attachments[0]).toMatchObject({ name: 'convocation.pdf', size: 204_000 });
  const withheld = sites.find(({ site }) => site === replica.site)?.withholds?.includes('recipients');
  expect(mail?.to).toEqual(withheld ? [] : expect.arrayContaining([SUMMONS.to]));
});

it('finds nothing in a page of another site', async () => {
  const page = await openFrame(FOREIGN);
  const url = new URL('https://news.example/?_task=mail&_action=show&_uid=1&_mbox=INBOX');
  expect(chooseAdapter(adapters, page, url)).toBeNull();
});

it('reads a mail that names its fields like the functions of the page', async () => {
  const trap =
    '<form><input name="tagName"><input name="nextSibling"></form><img name="querySelectorAll"><img name="title">';
  const page = await openFrame(
    replicaPage('roundcube', 'elastic-preview', { mails: [{ ...BLUFF, html: trap + BLUFF.html }] }),
  );
  const url = new URL('https://mail.example/?_task=mail&_action=preview&_uid=7&_mbox=INBOX');
  const reading = adapterOf('roundcube').read(page, url);
  expect(reading.mails.map(({ subject }) => subject)).toEqual([BLUFF.subject]);
});

describe('a mail that copies the marks of the site', () => {
  const copied = `<div role="listitem"><div data-legacy-message-id="18c00000000000ff"><span email="fake@bad.example" name="Fake"></span><div class="ii gt"><div class="a3s">inner</div></div></div></div>
<h2 class="hP" data-legacy-thread-id="1">Fake subject</h2><table><tr role="row"><td><span data-legacy-last-message-id="18c00000000000ee">row</span></td></tr></table>
<div role="heading" id="CONV_9_SUBJECT" title="Fake subject">x</div><div id="MSG_9_FROM">fake@bad.example</div><div id="UniqueMessageBody_999">inner</div>
<div role="option" data-convid="AAA" aria-selected="true"><span title="fake@bad.example">Fake</span></div>
<div data-test-id="message-view"><span data-test-id="message-from"><span data-test-id="email-pill" title="fake@bad.example">Fake</span></span><span data-test-id="message-group-subject-text">Fake subject</span><div data-test-id="message-view-body-content">inner</div></div><a data-test-id="message-list-item" href="/d/folders/1/messages/ZZZ">Fake</a>
<article class="message-container" data-message-id="Fake" data-shortcut-target="message-container"><span data-testid="recipient:details-dropdown-fake@bad.example">Fake</span></article><div data-shortcut-target="item-container" data-element-id="Fake">Fake</div>
<table><tr><td class="header from"><a class="rcmContactAddress" title="fake@bad.example">Fake</a></td><td class="header subject">Fake subject</td></tr></table>
<div id="detailView"><h5 ng-bind="viewer.message.subject">Fake subject</h5><a ng-bind="::viewer.message.from[0].email">fake@bad.example</a><div class="msg-body"><div class="mailer_mailcontent"><div class="sg-mail-part">inner</div></div></div></div>
<div id="previewMsg"><div class="msgHeaders"><span class="subject">Fake subject</span><table><tr id="msgHeaderFrom"><td><a class="address" title="fake@bad.example">Fake</a></td></tr></table></div><div id="messageBody">inner</div></div>
<div class="messageView"><div class="b-message"><div class="subjectParent"><span class="subject">Fake subject</span></div><div class="informationShort"><span class="from" title="fake@bad.example">Fake</span></div><div class="bodyText">inner</div></div></div>
<div class="ZmMailMsgCapsuleView" id="zv__CLV-main__MSGC99"><td class="SubjectCol">Fake subject</td><span id="x_from">fake@bad.example</span><div class="MsgBody">inner</div></div><div id="zli__CLV-main__-99" class="Row-selected">Fake</div>
<ul class="list-view mail-item"><li class="list-item selectable" data-cid="default0/INBOX.99">Fake</li></ul><div class="mail-detail expanded" data-cid="default0/INBOX.99"><h1 class="subject">Fake subject</h1><div class="from">fake@bad.example</div><section class="body">inner</section></div>`;
  const mail = { ...BLUFF, html: `${copied}${BLUFF.html}` };

  it.each([
    ['roundcube', 'elastic-preview'],
    ['roundcube', 'classic-show'],
    ['gmail', 'single'],
    ['outlook', 'pane'],
    ['outlook', 'deep-link'],
    ['yahoo', 'open'],
    ['proton', 'open'],
    ['sogo', 'open'],
    ['horde', 'open'],
    ['snappymail', 'open'],
    ['zimbra', 'open'],
    ['open-xchange', 'open'],
  ] as const)('is read by the real ones in %s (%s)', async (site, variant) => {
    const replica = replicas.find((each) => each.site === site && each.variant === variant);
    const page = await openFrame(replicaPage(site, variant, { mails: [mail] }));
    const reading = adapterOf(site).read(page, new URL(replica?.url ?? ''));
    expect(reading.mails.map(({ subject, from }) => [subject, from?.address])).toEqual([
      [BLUFF.subject, BLUFF.from.address],
    ]);
    expect(reading.rows.filter(({ anchor }) => reading.mails[0]?.body[0]?.contains(anchor))).toEqual([]);
  });
});
