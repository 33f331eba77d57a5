import { attribute, one } from '@/utils/adapters/safe-dom';
import { siteAdapter } from '@/utils/adapters/site-adapter';

/**
 * Fastmail. Element ids are made anew at every drawing; the `v-…` class names
 * have held for years.
 *
 * `/mail/<folder>/<thread>.<mail>`: the same thread stands in a row's link. The
 * mails of a thread are told apart by their sender.
 */

const OPENED = /^\/mail\/([^/]{1,120})\/([\w-]{4,80})(?:\.[\w-]{1,80})?/;
const OWN_FOLDERS = new Set(['sent', 'drafts', 'scheduled']);

export const fastmail = siteAdapter({
  id: 'fastmail',
  hosts: ['https://app.fastmail.com/*'],
  frames: false,
  anchors: {
    app: ['#mailbox', '#conversation', '.v-MailboxItem', '.v-MessageCard'],
    mail: ['.v-MessageCard'],
    body: ['.v-Message-body'],
    subject: ['.v-Thread-title h1', '.v-Thread-title'],
    sender: ['.v-MessageCard-from', '.v-MessageCard-unknownSender'],
    recipients: ['.v-Message-toName'],
    attachments: ['.v-FileButton', '.v-Attachment'],
    folded: ['.is-collapsed', '.v-MessageCard-loadingBody'],
    writing: ['[contenteditable="true"]', '.v-Compose'],
    row: ['li.v-MailboxItem', '.v-MailboxItem'],
    rowMark: ['.v-MailboxItem-subject'],
  },
  place({ hostname, pathname }) {
    if (hostname !== 'app.fastmail.com') return 'foreign';
    if (!pathname.startsWith('/mail') || pathname.startsWith('/mail/compose')) return 'other';
    const folder = OPENED.exec(pathname)?.[1] ?? '';
    return OWN_FOLDERS.has(folder.toLowerCase()) ? 'own' : 'mail';
  },
  mailKey(_mail, { pathname }, from) {
    const thread = OPENED.exec(pathname)?.[2];
    return thread ? `${thread}#${from?.address.toLowerCase() ?? ''}` : null;
  },
  rowKey(row, url) {
    const link = one(row, 'a[href*="/mail/"]');
    const href = (link && attribute(link, 'href')) ?? '';
    return URL.canParse(href, url.href) ? (OPENED.exec(new URL(href, url.href).pathname)?.[2] ?? null) : null;
  },
});
