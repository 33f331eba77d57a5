import type { Adapter, ListRow, Reading, RenderedMail } from '@/utils/adapters/adapter';
import { type AnchorFixes, type Anchors, fixAnchors } from '@/utils/adapters/anchors';
import { bodyRoots, isSealed } from '@/utils/adapters/inner';
import { addressIn, distinct, firstOf, has, labelOf, mailbox, sizeIn } from '@/utils/adapters/page-text';
import {
  all,
  attribute,
  closest,
  contains,
  isShown,
  parentElement,
  rawText,
} from '@/utils/adapters/safe-dom';
import type { Found } from '@/utils/schema/found';
import type { Attachment, Mailbox } from '@/utils/schema/message';
import type { SiteId } from '@/utils/schema/site';

/** Where in the app an address is. `mail`: anything that may show mails or a list of them. */
export type SitePlace = 'foreign' | 'other' | 'own' | 'mail';

/** What one webmail has of its own; everything else is read in the same way everywhere. */
export interface Site {
  readonly id: SiteId;
  readonly hosts: readonly string[];
  readonly frames: boolean;
  readonly anchors: Anchors;
  /** By address, and by the page where the address does not tell. `own`: drafts and sent mail. */
  place(url: URL, page: Document): SitePlace;
  /** The key of an open mail, the same on every visit; null where it has none (being written, not kept yet). */
  mailKey(mail: Element, url: URL, from: Mailbox | undefined): string | null;
  /** The key of the mail that a row opens; null where the row does not tell. */
  rowKey?(row: Element, url: URL): string | null;
  /** Selector of what the site itself folds away in a body. */
  readonly folded?: string;
  /** A body may stand in several elements, one beside the other (SOGo: one for each part of text). */
  readonly parts?: boolean;
}

const NOTHING: Omit<Reading, 'state'> = { mails: [], rows: [] };
/** A page on which somebody logs in; the app comes after it at another address. */
const LOGIN = 'input[type="password"]';
/** What sites write before an address: `mailto:`, `recipients:item-`. */
const BEFORE_ADDRESS = /^(?:mailto:|[a-z:-]{1,40}(?:dropdown|item)-)/;
/** A mail that is folded shows a line of its text at most. */
const LONGEST_SNIPPET = 400;

/**
 * An adapter made of anchors. Self-hosted software is told by its build alone
 * (`place` says `foreign` where an address can't be it).
 */
export function siteAdapter(site: Site): Adapter & { withFixes(fixes: AnchorFixes): Adapter } {
  return {
    id: site.id,
    hosts: site.hosts,
    frames: site.frames,
    read: (page, url) => readSite(site, page, url),
    withFixes: (fixes) => siteAdapter({ ...site, anchors: fixAnchors(site.anchors, fixes) }),
  };
}

function readSite(site: Site, page: Document, url: URL): Reading {
  const { anchors } = site;
  const place = site.place(url, page);
  if (place === 'foreign') return { state: 'foreign', ...NOTHING };
  if (!anchors.app.some((selector) => has(page, selector))) {
    const state = site.hosts.length > 0 && isOnOwnHost(site, url) ? 'other' : 'foreign';
    return { state, ...NOTHING, ...(place === 'other' || has(page, LOGIN) ? { idle: true } : {}) };
  }
  if (place === 'other') return { state: 'other', ...NOTHING, idle: true };

  const shown = mailsIn(page, anchors);
  const mails: RenderedMail[] = [];
  let lost = false;
  for (const element of place === 'own' ? [] : shown) {
    const mail = readMail(site, page, url, element);
    if (mail === 'lost') lost = true;
    else if (mail && !mails.some(({ key }) => key === mail.key)) mails.push(mail);
  }
  const { rows, unknown } = readRows(site, page, url);
  if (mails.length > 0) return { state: 'mail', mails, rows };
  if (lost || unknown) return { state: 'changed', ...NOTHING, found: foundIn(site, shown, rows) };
  return { state: rows.length > 0 ? 'list' : 'other', mails: [], rows };
}

/** Which parts of a page that has changed are still where we know them. */
function foundIn(site: Site, shown: readonly Element[], rows: readonly ListRow[]): Found {
  return {
    page: true,
    list: rows.length > 0,
    mail: shown.length > 0,
    body: shown.some((mail) => bodiesIn(site, mail).some((body) => !isSealed(body))),
    sender: shown.some((mail) => firstOf(mail, site.anchors.sender) !== null),
  };
}

function isOnOwnHost({ hosts }: Site, url: URL): boolean {
  return hosts.some((pattern) => pattern.startsWith(`${url.origin}/`));
}

/** The outermost shown elements of the first selector that finds any. */
function mailsIn(page: Document, anchors: Anchors): Element[] {
  for (const selector of anchors.mail) {
    const found = all(page, selector).filter((element) => {
      const parent = parentElement(element);
      return isShown(element) && !(parent && closest(parent, selector));
    });
    if (found.length > 0) return found;
  }
  return anchors.mail.length > 0 ? [] : mailsAround(page, anchors);
}

/** So far a head stands from its body, counted in parents. */
const MAX_CLIMB = 12;

/** Where nothing names a mail as a whole: the nearest ancestor of each body that holds a sender too. */
function mailsAround(page: Document, { body, sender }: Anchors): Element[] {
  const found: Element[] = [];
  for (const inner of body.flatMap((selector) => all(page, selector)).filter(isShown)) {
    const outside = (element: Element) => !contains(inner, element);
    let around: Element | null = parentElement(inner);
    for (let step = 0; around && !firstOf(around, sender, outside); step += 1) {
      around = step < MAX_CLIMB ? parentElement(around) : null;
    }
    const whole = around ?? parentElement(inner) ?? inner;
    if (!found.some((each) => contains(each, whole))) found.push(whole);
  }
  return found;
}

/* ---- an open mail ---- */

function readMail(site: Site, page: Document, url: URL, mail: Element): RenderedMail | 'lost' | null {
  const { anchors } = site;
  const isWriting = anchors.writing.some((selector) => has(mail, selector));
  const bodies = bodiesIn(site, mail);
  const [body] = bodies;
  if (!body) return isWriting || isFolded(mail, anchors) ? null : 'lost';
  if (closest(body, '[contenteditable="true"]')) return null;
  const roots = bodies.map(bodyRoots);
  // An inner frame that is not there yet; or one that nobody outside can look into, and then nothing is read here.
  if (roots.includes(null)) return bodies.some(isSealed) ? 'lost' : null;

  const outside = (element: Element) => !bodies.some((each) => contains(each, element));
  const sender = firstOf(mail, anchors.sender, outside);
  if (!sender) return isWriting ? null : 'lost';
  const from = boxOf(sender, firstOf(mail, anchors.senderName ?? [], outside));
  const key = site.mailKey(mail, url, from);
  if (!key) return null;
  return {
    key,
    anchor:
      anchors.place?.map((selector) => closest(body, selector)).find((around) => around !== null) ?? body,
    body: [...roots.flatMap((each) => each ?? []), ...framesIn(bodies, anchors)],
    subject: subjectOf(page, mail, anchors, outside),
    from,
    replyTo: anchors.replyTo ? boxOf(firstOf(mail, anchors.replyTo, outside)) : undefined,
    to: distinct([
      accountOf(page, anchors),
      ...(anchors.recipients ?? []).flatMap((selector) => all(mail, selector).filter(outside).map(addressOf)),
    ]),
    attachments: attachmentsOf(mail, anchors, outside),
    ...(site.folded === undefined ? {} : { folded: site.folded }),
  };
}

/** The elements of the body: the first that is shown or, on a site of parts, all that are shown beside it. */
function bodiesIn({ anchors, parts }: Site, mail: Element): Element[] {
  for (const selector of anchors.body) {
    const found = all(mail, selector).filter(isShown);
    const outermost = found.filter((each) => !found.some((other) => other !== each && contains(other, each)));
    if (outermost.length > 0) return parts ? outermost : outermost.slice(0, 1);
  }
  return [];
}

function framesIn(bodies: readonly Element[], { bodyFrames = [] }: Anchors): Element[] {
  const frames = bodies.flatMap((body) => bodyFrames.flatMap((selector) => all(body, selector)));
  return frames.filter(isShown).flatMap((frame) => bodyRoots(frame) ?? []);
}

function isFolded(mail: Element, anchors: Anchors): boolean {
  if (anchors.folded?.some((selector) => closest(mail, selector) || has(mail, selector))) return true;
  // The text of an inner frame is not the mail's own: a mail that holds one is open.
  return rawText(mail).length < LONGEST_SNIPPET && !all(mail, 'iframe').some(isShown);
}

type Fits = (element: Element) => boolean;

/** The address in what an element shows or says of itself (`title`, `email`, a `mailto:` link). */
function addressOf(element: Element): string {
  for (const name of ['email', 'data-email', 'sg-email', 'title', 'href', 'aria-label', 'data-testid']) {
    const found = addressIn(decoded((attribute(element, name) ?? '').replace(BEFORE_ADDRESS, '')));
    if (found) return found;
  }
  return addressIn(labelOf(element)) || innerAddress(element);
}

function innerAddress(element: Element): string {
  const inner = all(element, '[email], [title*="@"], a[href^="mailto:"]')[0];
  return inner ? addressOf(inner) : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function boxOf(element: Element | null, named: Element | null = null): Mailbox | undefined {
  if (!element) return undefined;
  const address = addressOf(element);
  // A name alone may be any other label of a page that has changed.
  if (!address) return undefined;
  if (named) return mailbox(address, labelOf(named));
  const name = (attribute(element, 'name') ?? labelOf(element))
    .replace(address, '')
    .replace(/[<>"]|\(\s*\)/g, '');
  return mailbox(address, name);
}

function subjectOf(page: Document, mail: Element, { subject, mail: mails }: Anchors, outside: Fits): string {
  const inner = firstOf(mail, subject, (element) => outside(element) && isShown(element));
  if (inner) return titledOf(inner);
  // A heading inside another mail is the sender's.
  const apart = (element: Element) => isShown(element) && !mails.some((each) => closest(element, each));
  const around = firstOf(page, subject, apart);
  return around ? titledOf(around) : '';
}

/** A heading that is cut on the page keeps the whole in its title. */
function titledOf(element: Element): string {
  const label = labelOf(element);
  const title = attribute(element, 'title') ?? '';
  return title.length > label.length ? title : label;
}

function accountOf(page: Document, { account = [] }: Anchors): string {
  for (const selector of account) {
    for (const element of all(page, selector)) {
      const found = addressOf(element);
      if (found) return found;
    }
  }
  return '';
}

function attachmentsOf(mail: Element, anchors: Anchors, outside: Fits): Attachment[] {
  const found: Attachment[] = [];
  for (const selector of anchors.attachments ?? []) {
    for (const item of all(mail, selector).filter(outside)) {
      const named = anchors.attachmentName && firstOf(item, anchors.attachmentName);
      const titled = attribute(named ?? item, 'title');
      const name = (named && titled) || labelOf(named ?? null) || titled || labelOf(item);
      if (!name || found.some((each) => each.name === name)) continue;
      const sized = anchors.attachmentSize && firstOf(item, anchors.attachmentSize);
      const size = sizeIn(sized ? labelOf(sized) : labelOf(item).replace(name, ''));
      found.push({ name, ...(size === undefined ? {} : { size }) });
    }
    if (found.length > 0) break;
  }
  return found;
}

/* ---- the list ---- */

/** `unknown`: there are rows, and none of them says which mail it opens. */
function readRows(site: Site, page: Document, url: URL): { rows: ListRow[]; unknown: boolean } {
  const { anchors } = site;
  if (!site.rowKey || !anchors.row) return { rows: [], unknown: false };
  const found = anchors.row
    .map((selector) => all(page, selector).filter(isShown))
    .find((some) => some.length > 0);
  const rows: ListRow[] = [];
  for (const row of found ?? []) {
    const key = site.rowKey(row, url);
    if (!key || anchors.body.some((selector) => closest(row, selector))) continue;
    const place = anchors.rowMark && firstOf(row, anchors.rowMark, isShown);
    rows.push({ key, anchor: place ?? row });
  }
  return { rows, unknown: (found?.length ?? 0) > 0 && rows.length === 0 };
}
