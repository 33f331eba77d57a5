import type { Adapter, ListRow, Reading, RenderedMail } from '@/utils/adapters/adapter';
import { gmailLegacyId, gmailRoute, isWrittenHere } from '@/utils/adapters/gmail-page';
import { addressIn, distinct, firstOf, has, labelOf, mailbox, sizeIn } from '@/utils/adapters/page-text';
import {
  all,
  attribute,
  closest,
  contains,
  isShown,
  one,
  parentElement,
  rawText,
  titleOf,
} from '@/utils/adapters/safe-dom';
import type { Attachment, Mailbox } from '@/utils/schema/message';

/**
 * Gmail. One document, everything in it: views that were left stay in the page
 * hidden, so what is read must be shown.
 *
 * Anchors: `data-legacy-message-id` and its kin, `email` attributes, roles. The
 * body is the one place where only short class names (`ii gt`, `a3s`) tell;
 * they have held for a decade, and when they go the page counts as changed.
 *
 * Why not:
 * - not the id in the address bar: it names the conversation, in another form;
 * - not `aria-label` or `title`: translated;
 * - not the account number in the key: `/u/1/` is the order of logging in. A
 *   legacy id starts with the millisecond of delivery, so two accounts do not
 *   share one.
 */

const MAIL = '[data-legacy-message-id], [data-message-id]';
const BODIES = ['div.ii.gt > div.a3s', '.ii .a3s', '.a3s', 'div.ii.gt'];
const SUBJECTS = ['h2[data-legacy-thread-id]', 'h2[data-thread-perm-id]', 'h2.hP', '.ha h2'];
const SENDERS = ['td.gF span[email]', 'h3.iw span[email]', '.gD[email]', 'span[email]'];
const RECIPIENTS = '.hb';
/** Gmail's own folding of quotes, and what stands behind its "…". */
const FOLDED = '.adL, .gmail_quote, .gmail_extra, .im, .ajU, .yj6qo';
/** Compose, print, and the page of one clipped mail, which has no headers that we know. */
const OTHER_VIEWS = new Set(['cm', 'pt', 'lg', 'att', 'om']);
const OTHER_ROUTES = new Set(['settings']);

function read(page: Document, url: URL): Reading {
  if (url.hostname !== 'mail.google.com') return { state: 'foreign', mails: [], rows: [] };
  const outside = !url.pathname.startsWith('/mail');
  const view = url.searchParams.get('view') ?? '';
  if (outside || OTHER_VIEWS.has(view) || OTHER_ROUTES.has(gmailRoute(url))) {
    return { state: 'other', mails: [], rows: [], idle: true };
  }
  const account = accountOf(page);
  const shown = all(page, MAIL).filter((each) => isOutermost(each) && isShown(each));
  const mails: RenderedMail[] = [];
  let lost = false;
  /** The conversation so far, from top to bottom: did the reader write in it? */
  let answered = false;
  for (const container of shown) {
    const mail = readMail(page, container, account, gmailRoute(url));
    if (mail === 'lost') lost = true;
    else if (mail && !mails.some(({ key }) => key === mail.key))
      mails.push(answered ? { ...mail, marks: ['answered'] } : mail);
    answered ||= isSent(container);
  }
  const { rows, unknown } = readRows(page);
  if (mails.length > 0) return { state: 'mail', mails, rows };
  if (lost || unknown) {
    const holds = (selectors: readonly string[]) => shown.some((each) => firstOf(each, selectors) !== null);
    const found = { page: true, list: rows.length > 0, mail: shown.length > 0 };
    return {
      state: 'changed',
      mails: [],
      rows: [],
      found: { ...found, body: holds(BODIES), sender: holds(SENDERS) },
    };
  }
  return { state: rows.length > 0 ? 'list' : 'other', mails: [], rows };
}

function isOutermost(container: Element): boolean {
  const parent = parentElement(container);
  return !parent || !closest(parent, MAIL);
}

/** Gmail writes the account into the title: `Inbox (3) - me@example.com - Gmail`, in every language. */
function accountOf(page: Document): string {
  const parts = titleOf(page).split(' - ');
  return addressIn(parts.at(-2) ?? '');
}

/* ---- an open mail ---- */

function readMail(
  page: Document,
  container: Element,
  account: string,
  route: string,
): RenderedMail | 'lost' | null {
  const permanent = attribute(container, 'data-message-id');
  const key = gmailLegacyId(attribute(container, 'data-legacy-message-id'), permanent);
  if (!key || isWrittenHere(permanent)) return null;
  const body = firstOf(container, BODIES, isShown);
  // A reply being written opens inside the mail that it answers, under the body.
  if (!body) return isDraft(container) || isCollapsed(container) ? null : 'lost';
  if (closest(body, '[contenteditable="true"]')) return null;

  const outside = (element: Element) => !contains(body, element);
  // Not the recipients: where the sender is missing, the reader would stand as the sender.
  const sender = firstOf(container, SENDERS, (each) => outside(each) && !closest(each, RECIPIENTS));
  if (!sender) return 'lost';
  const from = boxOfSpan(sender);
  // The folder and the sender together: a bluff fakes the reader's address, and lies in the inbox.
  if (route === 'sent' && account && from?.address.toLowerCase() === account.toLowerCase()) return null;

  const others = all(container, 'span[email]').filter((span) => span !== sender && outside(span));
  const named = all(container, `${RECIPIENTS} span[email]`).filter(outside);
  return {
    key,
    anchor: closest(body, '.ii') ?? body,
    body: [body],
    subject: subjectFor(page, container),
    from,
    replyTo: undefined,
    to: distinct([
      account,
      ...(named.length > 0 ? named : others).map((span) => attribute(span, 'email') ?? ''),
    ]),
    attachments: attachments(container, outside),
    folded: FOLDED,
  };
}

function boxOfSpan(span: Element): Mailbox | undefined {
  return mailbox(attribute(span, 'email') ?? '', attribute(span, 'name') ?? labelOf(span));
}

/** Written here by the reader and sent: a draft has no id of the server's yet. */
function isSent(container: Element): boolean {
  const isOfServer = gmailLegacyId(attribute(container, 'data-legacy-message-id'), null) !== '';
  return isOfServer && isWrittenHere(attribute(container, 'data-message-id')) && !isDraft(container);
}

function isDraft(container: Element): boolean {
  return has(container, '[contenteditable="true"], [role="textbox"], input[name="subjectbox"]');
}

/** A collapsed mail shows its sender and a line of its text. Without the class, its length tells. */
function isCollapsed(container: Element): boolean {
  if (closest(container, '.kv, .kQ, .kx')) return true;
  const longestSnippet = 400;
  return rawText(container).length < longestSnippet && !closest(container, '.h7');
}

/** The heading of the conversation that this mail stands in; a preview pane has its own. */
function subjectFor(page: Document, container: Element): string {
  const main = closest(container, '[role="main"]');
  // A heading inside a mail is the sender's.
  const fits = (heading: Element) => isShown(heading) && !closest(heading, MAIL);
  return labelOf(firstOf(main ?? page, SUBJECTS, fits));
}

function attachments(container: Element, outside: (element: Element) => boolean): Attachment[] {
  const chips = all(container, '.aQH > span, [download_url]').filter(outside);
  const found: Attachment[] = [];
  for (const chip of chips) {
    // Chromium only: `application/pdf:name.pdf:https://…`
    const offered =
      attribute(chip, 'download_url') ?? attribute(one(chip, '[download_url]') ?? chip, 'download_url') ?? '';
    const [type = '', file = ''] = offered.split(':');
    const name = labelOf(one(chip, '.aV3')) || decoded(file);
    if (!name || found.some((each) => each.name === name)) continue;
    const size = sizeIn(labelOf(one(chip, '.SaH2Ve')));
    found.push({ name, ...(type.includes('/') ? { type } : {}), ...(size === undefined ? {} : { size }) });
  }
  return found;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/* ---- the list ---- */

/** A row stands for a conversation and names its last mail, a draft of the reader not counted. */
function readRows(page: Document): { rows: ListRow[]; unknown: boolean } {
  const rows: ListRow[] = [];
  for (const span of all(page, '[data-legacy-last-message-id]')) {
    const last =
      attribute(span, 'data-legacy-last-non-draft-message-id') ||
      attribute(span, 'data-legacy-last-message-id');
    const key = gmailLegacyId(last, null);
    if (!key || closest(span, MAIL) || !closest(span, '[role="row"], tr') || !isShown(span)) continue;
    // Not the row itself: a mark after its last cell would be a cell too many.
    rows.push({ key, anchor: parentElement(span) ?? span });
  }
  const unknown = rows.length === 0 && all(page, '[role="main"] tr[role="row"]').some(isUnknownRow);
  return { rows, unknown };
}

function isUnknownRow(row: Element): boolean {
  return isShown(row) && has(row, '[email]') && !has(row, '[data-legacy-last-message-id]');
}

export const gmail: Adapter = {
  id: 'gmail',
  hosts: ['https://mail.google.com/*'],
  frames: false,
  read,
};
