import { BUILDS } from '@/utils/adapters/builds';
import { isBuiltLike, isOwnFolderName } from '@/utils/adapters/self-hosted';
import { siteAdapter } from '@/utils/adapters/site-adapter';

/**
 * SnappyMail and its forebear RainLoop, on any host. `#/mailbox/<folder>/m<uid>`;
 * older ones write `~` and a thread behind the folder. Rows name no mail, so
 * they are not marked.
 */

const MARKS = BUILDS.snappymail;
const OPENED = /^#\/mailbox\/([^/~]{1,300})(?:~\d+)?\/(?:p\d+\/)?(?:[^/]*\/)?m(\d{1,12})$/;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const snappymail = siteAdapter({
  id: 'snappymail',
  hosts: [],
  frames: false,
  anchors: {
    app: MARKS,
    mail: ['.messageView .b-message', '.messageView'],
    body: ['.bodyText'],
    subject: ['.subjectParent .subject'],
    sender: ['.informationShort .from', '.from.emailParent', '.from'],
    attachments: ['.attachmentsPlace .attachmentItem'],
    attachmentName: ['.attachmentName'],
    attachmentSize: ['.attachmentSize'],
    writing: ['[contenteditable="true"]'],
    account: ['.accountPlace[title*="@"]', '.accountPlace'],
  },
  place({ hash }, page) {
    if (!isBuiltLike(page, MARKS)) return 'foreign';
    if (hash.startsWith('#/settings')) return 'other';
    return isOwnFolderName(decoded(OPENED.exec(hash)?.[1] ?? '')) ? 'own' : 'mail';
  },
  mailKey(_mail, { hash }) {
    const [, folder, uid] = OPENED.exec(hash) ?? [];
    return folder && uid ? `${decoded(folder)}/${uid}` : null;
  },
});
