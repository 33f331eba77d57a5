import type { Adapter, ListRow, Reading } from '@/utils/adapters/adapter';
import { readBodyFrame } from '@/utils/adapters/body-frame';
import { addressIn, labelOf, mailbox } from '@/utils/adapters/page-text';
import { attribute, childrenOf, isShown, matches, shadowRoot } from '@/utils/adapters/safe-dom';
import { inside, inTrees, openTrees } from '@/utils/adapters/trees';
import type { MailHead } from '@/utils/schema/head';

/**
 * GMX and mail.com: one app under two names, in a frame of the
 * provider's start page. It is made of custom elements with open shadow roots;
 * their names have changed before, so list, rows and the frame of the body are
 * looked for in every open tree.
 *
 * The body stands in a frame of `<brand>.mailbody-ui.de/Mail/<id>/Body/…`; a
 * row's element has `id="id<id>"`. The head of an open mail has no mark that we
 * know: what its row says (subject, sender) is what counts. To whom it went is
 * not known, and whether it is the reader's own neither.
 *
 * Only addresses that somebody has told of: of mail.com the one of its bodies,
 * which are read without a head; of WEB.DE, which is built alike, none.
 */

const HOSTS = [
  'https://webmailer.gmx.net/*',
  'https://gmxnet.mailbody-ui.de/*',
  'https://mailcom.mailbody-ui.de/*',
];
const BODY_HOST = /^https:\/\/[a-z]{2,20}\.mailbody-ui\.de$/;
const OPENED = /^\/Mail\/([\w-]{1,120})\/Body\b/;
const ROW_ID = /^id([\w-]{1,120})$/;

const APP =
  'mail-list-container, list-mail-list, webmailer-mail-list, webmailer-mail-detail, .list-mail-list';
const LIST = 'list-mail-list, .list-mail-list, list-mail-item, .list-mail-item--root';
const ROW = 'list-mail-item, .list-mail-item--root';
const BODY_FRAME = 'iframe[name="detail-body-iframe"], iframe.detail-body--full-height';
const DETAIL = 'webmailer-mail-detail';
const SUBJECT = '.list-mail-item__subject';
const SENDER = '.list-mail-item__sender, .list-mail-item__sender-trusted-text';

const NOTHING = { mails: [], rows: [] } as const;

export const gmx: Adapter = {
  id: 'gmx',
  hosts: HOSTS,
  frames: true,
  read(page, url) {
    if (!HOSTS.includes(`${url.origin}/*`)) return { state: 'foreign', ...NOTHING };
    return BODY_HOST.test(url.origin)
      ? readBodyFrame(page, OPENED.exec(url.pathname)?.[1] ?? null)
      : readApp(page);
  },
};

function readApp(page: Document): Reading {
  const trees = openTrees(page);
  // Only what is on the page is watched for more: an app that is still starting.
  if (inTrees(trees, APP).length === 0) return { state: 'other', ...NOTHING, trees };

  const elements = inTrees(trees, ROW).filter(isShown);
  const rows = elements.flatMap(rowOf);
  const frames = inTrees(trees, BODY_FRAME).filter(isShown);
  const detail = inTrees(trees, DETAIL).filter(isShown);
  const hasList = inTrees(trees, LIST).length > 0;
  // A row without an id, a list or a mail that is there in some other build.
  const isLost =
    (elements.length > 0 && rows.length === 0) ||
    (!hasList && inTrees(trees, 'mail-list-container').some(isDrawn)) ||
    (frames.length === 0 && detail.some(isDrawn));
  if (isLost) {
    const found = { page: true, list: rows.length > 0, mail: detail.length > 0, body: frames.length > 0 };
    return { state: 'changed', ...NOTHING, trees, found: { ...found, sender: false } };
  }
  return {
    state: rows.length > 0 ? 'list' : 'other',
    mails: [],
    rows,
    trees,
    ...(frames.length > 0 ? { heads: elements.flatMap(headOf) } : {}),
  };
}

function rowKey(row: Element): string | null {
  return ROW_ID.exec(attribute(row, 'id') ?? '')?.[1] ?? null;
}

function rowOf(row: Element): ListRow[] {
  const key = rowKey(row);
  return key ? [{ key, anchor: inside(row, SUBJECT)[0] ?? row }] : [];
}

function headOf(row: Element): MailHead[] {
  const key = rowKey(row);
  if (!key) return [];
  const subject = labelOf(inside(row, SUBJECT)[0] ?? null);
  const senders = inside(row, SENDER);
  const address = senders
    .map((each) => addressIn(attribute(each, 'title') ?? ''))
    .find((each) => each !== '');
  const from = address ? mailbox(address, labelOf(senders[0] ?? null)) : undefined;
  return [{ key, subject, ...(from ? { from } : {}), to: [], attachments: [] }];
}

/** Has a tree with something in it besides styles: one that is still empty is on its way. */
function isDrawn(element: Element): boolean {
  const inner = shadowRoot(element);
  return inner !== null && childrenOf(inner).some((child) => !matches(child, 'style, link, slot'));
}
