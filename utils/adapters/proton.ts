import { attribute } from '@/utils/adapters/safe-dom';
import { siteAdapter } from '@/utils/adapters/site-adapter';

/**
 * Proton Mail. Anchors are `data-testid` and `data-shortcut-target`. The body
 * stands in an inner frame that runs no scripts and shares the page's origin, so
 * it is read from here.
 *
 * `/u/0/inbox/<element>[/<message>]`: the element is a conversation or, by the
 * reader's settings, a mail; a row names the same element.
 */

const OPENED = /^\/u\/\d{1,3}\/([\w-]{1,100})(?:\/([\w=-]{8,200}))?/;
const OWN_FOLDERS = new Set(['sent', 'all-sent', 'drafts', 'all-drafts', 'scheduled', 'outbox']);

export const proton = siteAdapter({
  id: 'proton',
  hosts: ['https://mail.proton.me/*'],
  frames: false,
  anchors: {
    app: [
      '[data-shortcut-target="message-container"]',
      '[data-shortcut-target="item-container"]',
      '[data-testid^="message-view-"]',
      '[data-testid^="navigation-link:"]',
    ],
    mail: ['article[data-message-id]', '[data-shortcut-target="message-container"]'],
    body: ['iframe[data-testid="content-iframe"]'],
    subject: ['[data-testid="conversation-header:subject"]'],
    sender: ['[data-testid="message-header:from"]', '[data-testid^="recipient:details-dropdown-"]'],
    recipients: ['[data-testid^="recipients:item-"]'],
    attachments: ['[data-testid^="attachment-item"]'],
    folded: ['[data-expanded="false"]'],
    writing: ['[contenteditable="true"]', '[data-testid^="composer:"]'],
    row: ['[data-shortcut-target="item-container"][data-element-id]'],
    rowMark: ['[data-testid="message-column:subject"]', '[data-testid="message-row:subject"]'],
  },
  place({ hostname, pathname }) {
    if (hostname !== 'mail.proton.me') return 'foreign';
    const folder = OPENED.exec(pathname)?.[1];
    if (!folder) return 'other';
    return OWN_FOLDERS.has(folder) ? 'own' : 'mail';
  },
  mailKey(mail, { pathname }) {
    const id = attribute(mail, 'data-message-id');
    return id ? `${OPENED.exec(pathname)?.[2] ?? id}#${id}` : null;
  },
  rowKey: (row) => attribute(row, 'data-element-id'),
});
