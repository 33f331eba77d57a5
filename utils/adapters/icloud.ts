import type { Adapter, Reading } from '@/utils/adapters/adapter';
import { readBodyFrame } from '@/utils/adapters/body-frame';
import { addressIn, distinct, has, labelOf, mailbox } from '@/utils/adapters/page-text';
import { all, attribute, isShown, one } from '@/utils/adapters/safe-dom';
import type { MailHead } from '@/utils/schema/head';

/**
 * iCloud Mail: the start page holds the app in a frame of its own origin
 * (`/applications/mail2/…`), the app holds each body in a frame of
 * `www-mail.icloud-sandbox.com` (`/applications/mail2-message/…`), whose address
 * is the same for all mails. Rows have no id: they are not marked.
 *
 * The head: the subject in the selected row, the people in the order in which
 * the open mail names them, the sender first. Of a conversation with several
 * open mails only the subject is told: which sender belongs to which body is
 * not known.
 */

const BODY_ORIGIN = 'https://www-mail.icloud-sandbox.com';
const APP_ORIGIN = 'https://www.icloud.com';
const APP_PATH = '/applications/mail2/';
const BODY_PATH = '/applications/mail2-message/';

const ROW = '.thread-list-item, [role="treeitem"][aria-selected]';
const DETAIL = '.thread-detail-pane';
const PERSON = '.contact-token';
const BODY_FRAME = 'iframe[src*="mail2-message"]';
/** What a row holds in every build that we know. */
const ROW_PARTS = '.thread-subject, .thread-participants, .thread-preview';
/** A pane with less is empty, or says that no mail is chosen. */
const MIN_PANE_CHARS = 200;

const NOTHING = { mails: [], rows: [] } as const;

export const icloud: Adapter = {
  id: 'icloud',
  hosts: [`${APP_ORIGIN}${APP_PATH}*`, `${BODY_ORIGIN}${BODY_PATH}*`],
  frames: true,
  read(page, { origin, pathname }) {
    if (origin === BODY_ORIGIN && pathname.startsWith(BODY_PATH)) {
      return readBodyFrame(page, null, '.mail-message-defaults');
    }
    const isApp = origin === APP_ORIGIN && pathname.startsWith(APP_PATH);
    return isApp ? readApp(page) : { state: 'foreign', ...NOTHING };
  },
};

function readApp(page: Document): Reading {
  const rows = all(page, ROW).filter(isShown);
  const pane = all(page, DETAIL).find(isShown);
  if (rows.length === 0 && !pane) return { state: 'other', ...NOTHING };
  const frames = pane ? all(pane, BODY_FRAME).filter(isShown) : [];
  const list = rows.some((row) => has(row, ROW_PARTS));
  const isLost = (rows.length > 0 && !list) || (pane && frames.length === 0 && isFull(pane));
  if (isLost) {
    const found = { page: true, list, mail: pane !== undefined, body: frames.length > 0 };
    return { state: 'changed', ...NOTHING, found: { ...found, sender: !!pane && has(pane, PERSON) } };
  }
  if (!pane || frames.length === 0) return { state: 'other', ...NOTHING };
  return { state: 'other', ...NOTHING, heads: [headOf(page, pane, frames.length === 1)] };
}

function headOf(page: Document, pane: Element, isOneMail: boolean): MailHead {
  const selected = one(page, `[aria-selected="true"] .thread-subject`);
  const people = isOneMail ? all(pane, PERSON).map(personOf) : [];
  const [sender, ...others] = people;
  const from = sender?.address ? mailbox(sender.address, sender.name) : undefined;
  return {
    key: null,
    subject: labelOf(selected),
    ...(from ? { from } : {}),
    to: distinct(others.map(({ address }) => address)),
    attachments: [],
  };
}

/** People whom the reader knows are named without their address. */
function personOf(token: Element): { address: string; name: string } {
  const label = labelOf(token);
  const address = addressIn(attribute(token, 'title') ?? '') || addressIn(label);
  return { address, name: label.replace(address, '').replace(/[<>"]/g, '') };
}

function isFull(pane: Element): boolean {
  return labelOf(pane).length > MIN_PANE_CHARS;
}
