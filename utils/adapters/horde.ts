import { BUILDS } from '@/utils/adapters/builds';
import { hordeMailAt } from '@/utils/adapters/horde-page';
import { isBuiltLike, isOwnFolderName } from '@/utils/adapters/self-hosted';
import { siteAdapter } from '@/utils/adapters/site-adapter';

/**
 * Horde IMP, its dynamic view, on any host. A mail is open in the preview of the
 * list (`#msg:<mailbox>;<uid>`) or in a window of its own (`page=message`).
 *
 * The body holds parts of text, and inner frames of the same origin for HTML.
 * Rows are numbered by their place and name no mail, so they are not marked. The
 * list of attachments keeps rows of the mail before: it counts only where its
 * line is shown.
 */

const MARKS = BUILDS.horde;

/** The name of the mailbox; its own writing where that is of another kind (a search). */
function nameOf(mailbox: string): string {
  try {
    const bytes = Uint8Array.from(atob(mailbox.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    return new TextDecoder().decode(bytes);
  } catch {
    return mailbox;
  }
}

const SHOWN_LINE = ':not([style*="display:none"], [style*="display: none"])';

export const horde = siteAdapter({
  id: 'horde',
  hosts: [],
  frames: false,
  anchors: {
    app: MARKS,
    mail: ['#previewMsg', '#msgData'],
    body: ['#messageBody', '.messageBody'],
    bodyFrames: ['iframe.htmlMsgData'],
    subject: ['.msgHeaders .subject'],
    sender: ['#msgHeaderFrom a.address', '#msgHeaderFrom td:not(.label)', '.msgHeaders .from a.address'],
    replyTo: ['#msgHeaderReplyTo a.address'],
    recipients: ['#msgHeaderTo a.address', '#msgHeaderCc a.address'],
    attachments: [`#msgAtc${SHOWN_LINE} #partlist tr`, `#msgHeaderAtc${SHOWN_LINE} #partlist tr`],
    attachmentName: ['.mimePartInfoDescrip', 'a'],
    attachmentSize: ['.mimePartInfoSize'],
    writing: ['#composeContainer', '[contenteditable="true"]'],
  },
  place(url, page) {
    if (!isBuiltLike(page, MARKS)) return 'foreign';
    if (url.searchParams.get('page') === 'compose') return 'other';
    const mail = hordeMailAt(url);
    return mail && isOwnFolderName(nameOf(mail.mailbox)) ? 'own' : 'mail';
  },
  mailKey(_mail, url) {
    const mail = hordeMailAt(url);
    return mail && `${mail.mailbox}/${mail.uid}`;
  },
});
