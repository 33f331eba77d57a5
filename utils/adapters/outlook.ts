import type { Adapter, ListRow, Reading, RenderedMail } from '@/utils/adapters/adapter';
import { OUTLOOK_HOSTS, type OutlookPlace, outlookPlace } from '@/utils/adapters/outlook-page';
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
} from '@/utils/adapters/safe-dom';
import type { Attachment, Mailbox, SenderMark } from '@/utils/schema/message';

/**
 * Outlook on the web. Classes are hashed anew with every release and labels are
 * translated, so anchors are id prefixes (`UniqueMessageBody_`, `CONV_…_SUBJECT`,
 * `MSG_…_FROM`), `data-convid` and roles.
 *
 * The numbers in those ids are counters of the session, so they make no key. A
 * mail's key is its conversation and its sender: the row shows the same two, and
 * a dismissed mail does not speak for a stranger who answers in its thread.
 *
 * The list is marked as selected, and the address changed, before the pane shows
 * the new mail. So nothing is read while the selected row does not name the
 * subject that the pane shows.
 *
 * Why not: `[role="document"]` as the body (a folded signature has the same role);
 * the id in the address before the row's (it is now the item's, now the
 * conversation's, by the reader's settings); `aria-label` in any language.
 */

const BODY = '[id^="UniqueMessageBody"]';
const PANES = [
  '#ConversationReadingPaneContainer',
  '#ReadingPaneContainerId',
  '[data-app-section="ConversationContainer"]',
  '[data-app-section="MailReadCompose"]',
  '[role="main"]',
];
const SUBJECTS = [
  '[role="heading"][id^="CONV_"][id$="_SUBJECT"]',
  '[id^="CONV_"][id$="_SUBJECT"]',
  '[id^="MSG_"][id$="_SUBJECT"]',
  '[role="heading"][aria-level="2"]',
];
const RECIPIENTS = '[data-testid="RecipientWell"]';
const ROWS = '[role="option"][data-convid]';
const OWN_FOLDERS = new Set(['sentitems', 'drafts', 'outbox']);
const NOTHING: Omit<Reading, 'state'> = { mails: [], rows: [] };

function read(page: Document, url: URL): Reading {
  const place = outlookPlace(url);
  if (!place)
    return OUTLOOK_HOSTS.some((host) => host === url.hostname)
      ? { state: 'other', ...NOTHING, idle: true }
      : { state: 'foreign', ...NOTHING };
  if (place.composing) return { state: 'other', ...NOTHING, idle: true };

  const options = all(page, ROWS).filter((option) => isShown(option) && !closest(option, BODY));
  const rows = options.flatMap(readRow);
  const open = readPane(page, place, options);
  if (open === 'changed') {
    const mail = firstOf(page, PANES) !== null;
    const found = { page: true, list: rows.length > 0, mail, body: has(page, BODY) };
    const sender = has(page, '[id^="MSG_"][id$="_FROM"]');
    return { state: 'changed', ...NOTHING, found: { ...found, sender } };
  }
  if (open.length > 0) return { state: 'mail', mails: open, rows };
  const unknown = options.length === 0 && all(page, '#MailList [role="option"]').some(isShown);
  if (unknown) return { state: 'changed', ...NOTHING };
  return { state: rows.length > 0 ? 'list' : 'other', mails: [], rows };
}

/* ---- the list ---- */

function readRow(option: Element): ListRow[] {
  const conversation = attribute(option, 'data-convid') ?? '';
  const sender = rowSender(option);
  if (!conversation || !sender) return [];
  const titled = all(option, 'span[title]').filter((span) => !addressIn(attribute(span, 'title') ?? ''));
  const key = keyFor(conversation, sender);
  return [{ key, anchor: titled.find((span) => labelOf(span) !== '') ?? option }];
}

function rowSender(option: Element): string {
  for (const span of all(option, '[title]')) {
    const address = addressIn(attribute(span, 'title') ?? '');
    if (address) return address;
  }
  return '';
}

function keyFor(conversation: string, sender: string): string {
  return `${conversation}/${sender.toLowerCase()}`.slice(0, MAX_KEY_CHARS);
}

/** As the calls between page and background allow. */
const MAX_KEY_CHARS = 480;

/* ---- the reading pane ---- */

function readPane(
  page: Document,
  place: OutlookPlace,
  options: readonly Element[],
): RenderedMail[] | 'changed' {
  if (OWN_FOLDERS.has(place.folder)) return [];
  const bodies = all(page, BODY).filter(
    (body) => isShown(body) && !closest(body, '[contenteditable="true"]') && !isNested(body),
  );
  const first = bodies[0];
  const pane = first ? paneOf(first) : firstOf(page, PANES, isShown);
  if (!pane) return first ? 'changed' : [];
  const heading = firstOf(
    pane,
    SUBJECTS,
    (element) => isShown(element) && !bodies.some((body) => contains(body, element)),
  );
  if (!first) return isFullOfText(pane, heading) ? 'changed' : [];

  const subject = (heading && attribute(heading, 'title')) || labelOf(heading);
  const selected = options.filter((option) => attribute(option, 'aria-selected') === 'true');
  const row = selected.length === 1 ? selected[0] : undefined;
  // Every mail has a heading here, if only to say that it has no subject; without it nothing ties pane and row.
  if (!subject) return 'changed';
  if (row && !namesSubject(row, subject)) return [];
  const conversation = (row && attribute(row, 'data-convid')) || place.id;
  if (!conversation) return [];

  const own = ownAddress(page);
  const mails: RenderedMail[] = [];
  for (const body of bodies) {
    const scope = scopeOf(body, pane);
    const from = senderIn(scope, body);
    if (!from) continue;
    const plain = keyFor(conversation, from.address || from.name);
    // One sender, several mails in a thread: told apart by what they say.
    const key = mails.some((mail) => mail.key === plain) ? `${plain}/${fingerprint(body)}` : plain;
    if (mails.some((mail) => mail.key === key)) continue;
    const to = distinct([own, ...recipientsIn(scope)]);
    mails.push({
      key,
      anchor: anchorFor(body),
      body: [body],
      subject,
      from,
      replyTo: undefined,
      marks: marksOf(from, own, mails),
      to,
      attachments: attachmentsIn(scope, body),
    });
  }
  return mails.length === 0 ? 'changed' : mails;
}

/** Contacts and colleagues are shown by their name alone; whom the reader wrote to earlier in this conversation has been answered. */
function marksOf(from: Mailbox, own: string, earlier: readonly RenderedMail[]): SenderMark[] {
  const address = from.address.toLowerCase();
  if (address === '') return ['known'];
  const isOwn = (mail: RenderedMail) => own !== '' && mail.from?.address.toLowerCase() === own.toLowerCase();
  const isTo = ({ to }: RenderedMail) => to.some((each) => each.toLowerCase() === address);
  // Not by the reader's address as a sender alone: anybody can write that there.
  const answered = address !== own.toLowerCase() && earlier.some((mail) => isOwn(mail) && isTo(mail));
  return answered ? ['answered'] : [];
}

/** A mail's own HTML may hold an id that begins like ours. */
function isNested(body: Element): boolean {
  const parent = parentElement(body);
  return parent !== null && closest(parent, BODY) !== null;
}

function paneOf(body: Element): Element | null {
  for (const selector of PANES) {
    const pane = closest(body, selector);
    if (pane) return pane;
  }
  return null;
}

/**
 * The largest part of the pane that belongs to this body alone: its headers,
 * tools and attachments. A reply being written stands beside it in the same pane.
 */
function scopeOf(body: Element, pane: Element): Element {
  let scope = body;
  for (let up = parentElement(body); up && contains(pane, up); up = parentElement(up)) {
    if (all(up, `${BODY}, [contenteditable="true"]`).some((other) => !contains(body, other))) break;
    scope = up;
  }
  return scope;
}

/** While a mail loads, its subject may stand alone; a pane with much text and no body that we know has changed. */
function isFullOfText(pane: Element, heading: Element | null): boolean {
  const much = 500;
  return heading !== null && !has(pane, '[contenteditable="true"]') && rawText(pane).length > much;
}

/** Rows show the subject in full, without its `Re:`. */
function namesSubject(row: Element, subject: string): boolean {
  const shown = squeezed(
    [rawText(row), ...all(row, '[title]').map((each) => attribute(each, 'title') ?? '')].join(' '),
  );
  return shown.includes(squeezed(withoutReply(subject)).slice(0, 40));
}

function withoutReply(subject: string): string {
  return subject.replace(/^(?:\s*\p{L}{1,5}\s?:\s*)+/u, '');
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}

function senderIn(scope: Element, body: Element): Mailbox | undefined {
  const fits = (element: Element) => !contains(body, element) && !closest(element, RECIPIENTS);
  const own = firstOf(scope, ['[id^="MSG_"][id$="_FROM"]'], fits);
  const labelled = own ?? firstOf(scope, ['span[aria-label*="@"]', '[title*="@"]'], fits);
  if (!labelled) return undefined;
  const hints = [labelled, ...all(labelled, '[title], [aria-label]')];
  const shown = labelOf(labelled);
  const address =
    addressIn(shown) ||
    hints
      .map((each) => addressIn(`${attribute(each, 'aria-label') ?? ''} ${attribute(each, 'title') ?? ''}`))
      .find(Boolean) ||
    '';
  const name = shown.replace(`<${address}>`, '').replace(address, '');
  return mailbox(address, name);
}

function recipientsIn(scope: Element): string[] {
  return all(scope, RECIPIENTS).flatMap((well) => {
    const parts = all(well, '[title], [aria-label]').map((each) =>
      addressIn(`${attribute(each, 'aria-label') ?? ''} ${attribute(each, 'title') ?? ''}`),
    );
    return parts.some(Boolean) ? parts : [addressIn(labelOf(well))];
  });
}

/** The mailbox of the signed-in reader, as the folder tree names it. */
function ownAddress(page: Document): string {
  const root = one(page, '[id^="primaryMailboxRoot_"]');
  if (!root) return '';
  const labels = [root, ...all(root, '[title], [data-folder-name]')];
  return (
    labels
      .map((each) =>
        addressIn(`${attribute(each, 'title') ?? ''} ${attribute(each, 'data-folder-name') ?? ''}`),
      )
      .find(Boolean) ?? ''
  );
}

function anchorFor(body: Element): Element {
  return closest(body, '[role="document"]') ?? body;
}

function attachmentsIn(scope: Element, body: Element): Attachment[] {
  const options = all(scope, '[role="listbox"] [role="option"]');
  return options
    .filter((option) => !contains(body, option) && attribute(option, 'data-convid') === null)
    .map((option) => {
      const whole = attribute(option, 'aria-label') ?? labelOf(option);
      const titles = all(option, '[title]').map((each) => attribute(each, 'title') ?? '');
      const name = titles.find((title) => FILE_NAME.test(title)) ?? titles.find(Boolean) ?? whole;
      const size = sizeIn(labelOf(option)) ?? sizeIn(whole);
      return { name, ...(size === undefined ? {} : { size }) };
    });
}

const FILE_NAME = /\.\p{L}[\p{L}\d]{0,9}$/u;

/** Short, stable, and of the mail's own beginning: enough to tell mails of one sender in one thread apart. */
function fingerprint(body: Element): string {
  const start = squeezed(rawText(body).slice(0, 4_000)).slice(0, 1_000);
  let hash = 0x811c9dc5;
  for (let i = 0; i < start.length; i += 1) hash = Math.imul(hash ^ start.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

export const outlook: Adapter = {
  id: 'outlook',
  hosts: OUTLOOK_HOSTS.map((host) => `https://${host}/mail/*`),
  frames: false,
  read,
};
