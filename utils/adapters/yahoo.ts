import { attribute } from '@/utils/adapters/safe-dom';
import { siteAdapter } from '@/utils/adapters/site-adapter';

/**
 * Yahoo Mail and AOL: one app on two names. Anchors are `data-test-id`
 * attributes; classes are hashed.
 *
 * The address names the mail that was opened, `/d/folders/<folder>/messages/<id>`,
 * and so does a row's link. The others of its conversation have no id on the page:
 * their key is that id and their sender.
 */

const HOSTS = new Set(['mail.yahoo.com', 'mail.aol.com']);
const OPENED = /\/folders\/(\d{1,9})(?:\/messages\/([\w-]{1,80}))?/;
/** Sent and drafts. */
const OWN_FOLDERS = new Set(['2', '3']);

export const yahoo = siteAdapter({
  id: 'yahoo',
  hosts: ['https://mail.yahoo.com/*', 'https://mail.aol.com/*'],
  frames: false,
  anchors: {
    app: ['#mail-app-component', '[data-test-id="message-view"]', '[data-test-id="message-list-item"]'],
    mail: ['[data-test-id="message-view"]'],
    body: ['[data-test-id="message-view-body-content"]', '[data-test-id="message-view-body"]', '.msg-body'],
    subject: ['[data-test-id="message-group-subject-text"]'],
    sender: ['[data-test-id="message-from"] [data-test-id="email-pill"]', '[data-test-id="message-from"]'],
    recipients: ['[data-test-id="message-to"]'],
    attachments: ['[data-test-id="attachment-thumbnail"]', '[data-test-id="attachment-download"]'],
    folded: ['[data-test-expanded="false"]'],
    writing: ['[contenteditable="true"]', '[data-test-id="compose-editor"]'],
    row: ['a[data-test-id="message-list-item"]'],
    rowMark: ['[data-test-id="message-subject"]'],
  },
  place({ hostname, pathname }) {
    if (!HOSTS.has(hostname)) return 'foreign';
    if (pathname.includes('/compose')) return 'other';
    return OWN_FOLDERS.has(OPENED.exec(pathname)?.[1] ?? '') ? 'own' : 'mail';
  },
  mailKey(_mail, { pathname }, from) {
    const id = OPENED.exec(pathname)?.[2];
    return id ? `${id}#${from?.address.toLowerCase() ?? ''}` : null;
  },
  rowKey: (row) => OPENED.exec(attribute(row, 'href') ?? '')?.[2] ?? null,
});
