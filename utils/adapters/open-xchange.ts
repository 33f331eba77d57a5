import { BUILDS } from '@/utils/adapters/builds';
import { attribute, closest } from '@/utils/adapters/safe-dom';
import { isBuiltLike, isOwnFolderName } from '@/utils/adapters/self-hosted';
import { siteAdapter } from '@/utils/adapters/site-adapter';

/**
 * Open-Xchange App Suite 7.8 to 8, on any host: many providers hand it to their
 * customers under their own name. Row and open mail carry the same `data-cid`:
 * folder and id, with `thread.` before it where the row is a conversation.
 *
 * The body is an inner frame of the same origin since 7.10, an element before.
 */

const MARKS = BUILDS.openXchange;
const CID = /^(?:thread\.)?((.{1,300})\.[^.]{1,120})$/;

function cidOf(element: Element): RegExpExecArray | null {
  const holder = closest(element, '[data-cid]');
  return holder && CID.exec(attribute(holder, 'data-cid') ?? '');
}

export const openXchange = siteAdapter({
  id: 'open-xchange',
  hosts: [],
  frames: false,
  anchors: {
    app: MARKS,
    mail: ['.mail-detail[data-cid]'],
    body: [
      'iframe.mail-detail-frame',
      'section.body .mail-detail-content',
      'section.body .content',
      'section.body',
    ],
    subject: ['h1.subject', '.subject'],
    sender: ['.detail-view-header .from .address', '.detail-view-header .from .person-link', '.from'],
    senderName: ['.detail-view-header .from .person-link'],
    recipients: ['.recipients .person-link'],
    attachments: [
      'section.attachments [data-filename]',
      'section.attachments .attachment',
      'section.attachments .item',
    ],
    attachmentName: ['.filename', '.attachment-link'],
    attachmentSize: ['.filesize', '.size'],
    folded: ['.mail-detail:not(.expanded)'],
    writing: ['[contenteditable="true"]', '.io-ox-mail-compose'],
    row: ['.list-view.mail-item > .list-item[data-cid]', '.list-view .list-item.selectable[data-cid]'],
    rowMark: ['.subject'],
  },
  place({ hash }, page) {
    if (!isBuiltLike(page, MARKS)) return 'foreign';
    const app = /[#&!]app=([\w./:-]{1,80})/.exec(hash)?.[1] ?? 'io.ox/mail';
    return app === 'io.ox/mail' || app.startsWith('io.ox/mail/detail') ? 'mail' : 'other';
  },
  mailKey(mail) {
    const [, cid, folder] = cidOf(mail) ?? [];
    return cid && folder && !isOwnFolderName(folder) ? cid : null;
  },
  rowKey: (row) => cidOf(row)?.[1] ?? null,
});
