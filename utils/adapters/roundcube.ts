import type { Adapter, ListRow, Reading, RenderedMail } from '@/utils/adapters/adapter';
import { BUILDS } from '@/utils/adapters/builds';
import {
  addressIn,
  distinct,
  envString,
  firstOf,
  labelOf,
  mailbox,
  sizeIn,
  textWithout,
} from '@/utils/adapters/page-text';
import {
  openRoundcubeMail,
  roundcubeKey,
  roundcubeMailAt,
  roundcubePlace,
} from '@/utils/adapters/roundcube-page';
import {
  all,
  attribute,
  closest,
  contains,
  one,
  readyState,
  titleOf,
  viewOf,
} from '@/utils/adapters/safe-dom';
import { isBuiltLike, isOwnFolderName } from '@/utils/adapters/self-hosted';
import type { Attachment, Mailbox } from '@/utils/schema/message';
import type { PageState } from '@/utils/schema/site';

/**
 * Roundcube, skins elastic, larry and classic, on any host: it is known by its
 * build, never by its address. The list and the preview are two documents
 * (`iframe#messagecontframe`); each is read by itself.
 *
 * Why not:
 * - not `.header.from` alone: a mail that holds a forwarded mail shows the inner
 *   sender with the same class, inside the body;
 * - not the row's id (base64 of the uid) for the key: after a change of folder
 *   the address bar still names the old one, so only the row's link knows both;
 * - not the page variable `rcmail`: it lives in the page's world;
 * - not labels or icons: they are translated, and skins redraw them.
 */

const HEADERS = ['#message-header', '#messageheader', 'table.headers-table'];
const DOUBTED = '.suspicious-address-warning';

const NOTHING: Omit<Reading, 'state'> = { mails: [], rows: [] };

function read(page: Document, url: URL): Reading {
  if (!isBuiltLike(page, BUILDS.roundcube)) return { state: 'foreign', ...NOTHING };

  const place = roundcubePlace(page, url);
  // Each of its pages is a load of its own.
  if (place !== 'mail') return { state: 'other', ...NOTHING, idle: true };

  const action = url.searchParams.get('_action') ?? '';
  if (action === 'preview' || action === 'show') return readOpen(page, url);
  const list = firstOf(page, ['#messagelist', 'table.messagelist']);
  if (!list) return { state: 'other', ...NOTHING };
  return readList(list, url);
}

/* ---- the list ---- */

function readList(list: Element, url: URL): Reading {
  const rows: ListRow[] = [];
  const found = all(list, 'tr.message, li.message');
  let links = 0;
  for (const row of found) {
    const link = one(row, 'a[href*="_uid="]');
    // A draft's link is `_draft_uid`: it opens the compose window and holds nothing to warn of.
    if (link || one(row, 'a[href*="_draft_uid="]')) links += 1;
    const key = link && keyOf(link, url);
    if (link && key) rows.push({ key, anchor: closest(link, 'span.subject') ?? closest(link, 'td') ?? row });
  }
  const changed = found.length > 0 && links === 0;
  return { state: changed ? 'changed' : 'list', mails: [], rows };
}

function keyOf(link: Element, url: URL): string | null {
  const href = attribute(link, 'href') ?? '';
  if (!URL.canParse(href, url.href)) return null;
  const mail = roundcubeMailAt(new URL(href, url.href));
  return mail && roundcubeKey(mail);
}

/* ---- an open mail ---- */

function readOpen(page: Document, url: URL): Reading {
  const at = openRoundcubeMail(page, url);
  const body = one(page, '#messagebody');
  const header = firstOf(page, HEADERS, (element) => !body || !contains(body, element));
  if (!body || !header || !at) {
    // Headers without a body, or the other way round: a build that we do not know. Neither: an error page.
    const known = body !== null || header !== null;
    const settled = readyState(page) !== 'loading';
    return { state: known && settled ? 'changed' : 'other', ...NOTHING };
  }
  if (isOwnFolder(page, at.mailbox)) return { state: 'other', ...NOTHING };

  const outside = (element: Element) => !contains(body, element);
  const from = contact(page, outside, ['td.header.from', '.header.from', 'td.from']);
  const subject = subjectOf(page, outside);
  // A poor mail may lack one of them; a page that shows neither has moved them.
  if (!from && !subject) return { state: 'changed', ...NOTHING };

  const mail: RenderedMail = {
    key: roundcubeKey(at),
    anchor: firstOf(page, ['#message-objects'], outside) ?? body,
    body: [body],
    subject,
    from,
    replyTo: contact(page, outside, ['td.header.replyto', '.header.replyto']),
    // Roundcube's own hint at a name that holds another address.
    ...(firstOf(page, [DOUBTED], outside) ? { marks: ['doubted'] as const } : {}),
    to: recipients(page, outside),
    attachments: attachments(page, outside),
    // Long quotes in plain text are folded by Roundcube.
    folded: 'blockquote',
  };
  return { state: 'mail' satisfies PageState, mails: [mail], rows: [] };
}

type Fits = (element: Element) => boolean;

function contact(page: Document, outside: Fits, cells: readonly string[]): Mailbox | undefined {
  const cell = firstOf(page, cells, outside);
  if (!cell) return undefined;
  const link = firstOf(cell, ['.rcmContactAddress', 'a[href^="mailto:"]', '[title*="@"]']);
  const address = addressOf(link) || addressIn(labelOf(cell));
  return mailbox(address, labelOf(link ?? cell));
}

function addressOf(link: Element | null): string {
  if (!link) return '';
  const href = attribute(link, 'href') ?? '';
  return addressIn(attribute(link, 'title') ?? '') || addressIn(href.replace('mailto:', ''));
}

function recipients(page: Document, outside: Fits): string[] {
  const user = envString(page, 'username');
  const links = all(page, '.header.to .rcmContactAddress, .header.cc .rcmContactAddress').filter(outside);
  return distinct([user.includes('@') ? user : '', ...links.map(addressOf)]);
}

/** The heading also holds a hidden caption and a link "open in a new window"; larry wraps all of it once more. */
function subjectOf(page: Document, outside: Fits): string {
  const heading = firstOf(
    page,
    ['#message-header h2.subject', '#messageheader .subject', 'td.header.subject'],
    outside,
  );
  const title = titleOf(page);
  const mark = title.indexOf(' :: ');
  const titled = mark < 0 ? '' : title.slice(mark + ' :: '.length).trim();
  if (!heading) return titled;
  const shown = textWithout(heading, '.voice, a, button');
  // A caption that a skin hides in another way stands before the subject; the title has none, but ends at 128 characters.
  return titled && shown.endsWith(titled) ? titled : shown;
}

/** Classes of an item are made of the file's type: `application pdf`. */
const TYPES = new Set([
  'application',
  'audio',
  'font',
  'image',
  'message',
  'model',
  'multipart',
  'text',
  'video',
]);

function attachments(page: Document, outside: Fits): Attachment[] {
  const items = all(page, '#attachment-list li[id^="attach"], .attachmentslist li[id^="attach"]').filter(
    outside,
  );
  return items.map((item) => {
    const [kind = '', sub = ''] = (attribute(item, 'class') ?? '').split(/\s+/);
    const named = firstOf(item, ['.attachment-name', 'a.filename', 'a']);
    const whole = labelOf(item);
    const size = sizeIn(labelOf(one(item, '.attachment-size')) || whole);
    return {
      name: labelOf(named) || whole,
      ...(TYPES.has(kind) && sub ? { type: `${kind}/${sub}` } : {}),
      ...(size === undefined ? {} : { size }),
    };
  });
}

/* ---- the reader's own folders ---- */

/**
 * Drafts and sent mail are the reader's own words. The folder alone decides: a
 * bluff often fakes the reader's address as its sender, and lies in the inbox.
 */
function isOwnFolder(page: Document, folder: string): boolean {
  if (envString(page, 'drafts_mailbox') === folder) return true;
  if (envString(page, 'sent_mailbox') === folder) return true;
  const marked = marksFolder(page, folder) ?? marksFolder(parentPage(page), folder);
  // Where no folder list is in sight the name has to do.
  return marked ?? isOwnFolderName(folder);
}

/** The folder list marks special folders by class; it may stand in the page around the preview. Null: it knows no such folder. */
function marksFolder(page: Document | null, folder: string): boolean | null {
  if (!page) return null;
  const link = all(page, '#mailboxlist a[rel]').find((each) => attribute(each, 'rel') === folder);
  const item = link && closest(link, 'li');
  if (!item) return null;
  const classes = (attribute(item, 'class') ?? '').split(/\s+/);
  return classes.includes('sent') || classes.includes('drafts');
}

function parentPage(page: Document): Document | null {
  // Null from another origin. The top window's own frame element is null too.
  const frame = viewOf(page)?.frameElement;
  return frame ? (viewOf(frame)?.document ?? null) : null;
}

export const roundcube: Adapter = {
  id: 'roundcube',
  hosts: ['https://webmail.free.fr/*', 'https://mail.ovh.net/*', 'https://webmail.previder.nl/*'],
  frames: true,
  read,
};
