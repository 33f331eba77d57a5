import { BUILDS } from '@/utils/adapters/builds';
import { all, attribute, closest, one, viewOf } from '@/utils/adapters/safe-dom';
import { isBuiltLike } from '@/utils/adapters/self-hosted';
import { siteAdapter } from '@/utils/adapters/site-adapter';

/**
 * Zimbra's classic web client, on any host. The address does not tell what is
 * open; the ids of the elements do. A row is `zli__<view>__<item>`. In the list
 * of conversations the item is the conversation, or `-<mail>` for a mail that is
 * alone in its own; each mail of one that is open is `…MSGC<mail>`. In the list
 * of mails the item is the mail, and the pane shows the selected one.
 *
 * The body is an inner frame of the same origin, or a plain element for text.
 */

const MARKS = BUILDS.zimbra;
const ROW = /^zli__.{1,80}__(-?[\w-]{1,60}(?::-?\d{1,20})?)$/;
const CAPSULE = /MSGC(-?[\w-]{1,60}?(?::-?\d{1,20})?)(?:__|$)/;
const SELECTED = '[id^="zli__"][class*="Row-selected"]';
/** Zimbra numbers its own folders; these hold sent mail and drafts. */
const OWN_FOLDER = '[id^="zti__"][id*="__5"][class*="selected"], [id^="zti__"][id*="__6"][class*="selected"]';
const OWN_FOLDER_ID = /^zti__\w+__[56](?:_|$)/;

function itemOf(row: Element): string | null {
  return ROW.exec(attribute(row, 'id') ?? '')?.[1] ?? null;
}

/** A mail that is alone in its conversation has one key, whatever the list. */
function single(item: string): string {
  return item.replace(/^-/, '');
}

export const zimbra = siteAdapter({
  id: 'zimbra',
  hosts: ['https://zimbra.free.fr/*'],
  frames: false,
  anchors: {
    app: MARKS,
    mail: ['.ZmMailMsgCapsuleView', '.ZmMailMsgView'],
    body: ['iframe[id*="_body"]', '.MsgBody iframe', 'div.MsgBody'],
    subject: ['td.SubjectCol', '[id$="_subject"]'],
    // In a conversation the cell has no id; of its kind it alone is kept on one line.
    sender: ['td[id$="_from"]', '[id$="_hdrTable"] td.LabelColValue[style*="nowrap"]'],
    recipients: ['tr[id$="_to"] .LabelColValue', '[id$="_hdrTable"] td.LabelColValue:not([style])'],
    attachments: ['.MessageHeaderAttachments td:has(> a.AttLink[href*="part="])'],
    attachmentName: ['a.AttLink'],
    folded: ['.Collapsed'],
    writing: ['.ZmComposeView', '[contenteditable="true"]', '.Conv2Reply textarea'],
    row: ['[id^="zli__"]'],
    rowMark: ['[id$="__su"]', '[id$="__fr"]'],
  },
  place({ pathname, searchParams }, page) {
    if (!isBuiltLike(page, MARKS)) return 'foreign';
    if (searchParams.get('view') === 'compose' || pathname.startsWith('/h/')) return 'other';
    const own = all(page, OWN_FOLDER).some((each) => OWN_FOLDER_ID.test(attribute(each, 'id') ?? ''));
    return own ? 'own' : 'mail';
  },
  mailKey(mail) {
    const page = viewOf(mail)?.document;
    const row = page ? one(page, SELECTED) : null;
    const item = row && itemOf(row);
    const capsule = CAPSULE.exec(attribute(mail, 'id') ?? '')?.[1];
    // A draft among the mails of a conversation.
    if (closest(mail, '.draft')) return null;
    if (!capsule) return item && !item.startsWith('-') ? item : null;
    return !item || single(item) === capsule ? capsule : `${item}#${capsule}`;
  },
  rowKey(row) {
    const item = itemOf(row);
    return item && single(item);
  },
});
