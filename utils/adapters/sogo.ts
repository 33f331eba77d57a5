import { BUILDS } from '@/utils/adapters/builds';
import { isBuiltLike, isOwnFolderName } from '@/utils/adapters/self-hosted';
import { siteAdapter } from '@/utils/adapters/site-adapter';
import { isSogoMail, sogoMailAt } from '@/utils/adapters/sogo-page';

/**
 * SOGo 5, on any host. An Angular app in one document; a mail's parts stand one
 * beside the other, attachments among them.
 *
 * `…/Mail/view#!/Mail/<account>/<folder>/<uid>`, and `UIxMailPopupView` for a
 * window of its own. Rows name no mail, so they are not marked.
 *
 * Why not the first link of the header for the sender: a display name may hold
 * an address, and SOGo shows both.
 */

const MARKS = BUILDS.sogo;

export const sogo = siteAdapter({
  id: 'sogo',
  hosts: [],
  frames: false,
  parts: true,
  anchors: {
    app: MARKS,
    mail: ['#detailView', '[ui-view="message"]', '.view-detail'],
    body: ['.mailer_mailcontent:not(.msg-attachment-link) > .sg-mail-part', '.sg-mail-part'],
    place: ['.msg-body'],
    subject: ['[ng-bind="viewer.message.subject"]', '.sg-md-headline'],
    sender: ['[ng-bind="::viewer.message.from[0].email"]', 'sg-avatar-image[sg-email] + div'],
    senderName: ['[ng-bind="::viewer.message.from[0].name"]'],
    attachments: ['.msg-attachment-link'],
    attachmentName: ['.sg-attachment-name[title]'],
    attachmentSize: ['.sg-attachment-size'],
    writing: ['[contenteditable="true"]', 'form[name="messageForm"]'],
  },
  place(url, page) {
    if (!isBuiltLike(page, MARKS)) return 'foreign';
    if (!isSogoMail(url)) return 'other';
    const mail = sogoMailAt(url);
    return mail && isOwnFolderName(mail.folder) ? 'own' : 'mail';
  },
  mailKey(_mail, url) {
    const mail = sogoMailAt(url);
    return mail && `${mail.account}/${mail.folder}/${mail.uid}`;
  },
});
