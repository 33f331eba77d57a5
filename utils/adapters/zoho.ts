import { siteAdapter } from '@/utils/adapters/site-adapter';

/**
 * Zoho Mail. Little is known of its page for certain, and that is some years
 * old: the body's class, and that the address is a hash. So it is read only
 * where a body, one sender with an address and a mail in the address agree, and
 * is silent everywhere else. Rows name no mail that we know of.
 */

const HOSTS = new Set(['mail.zoho.com', 'mail.zoho.eu']);
const OPENED = /^#mail\/folder\/([\w%.-]{1,80})\/(?:p|m)\/(\d{6,30})/;
const OWN_FOLDERS = new Set(['sent', 'drafts', 'outbox', 'templates']);

export const zoho = siteAdapter({
  id: 'zoho',
  hosts: ['https://mail.zoho.com/zm/*', 'https://mail.zoho.eu/zm/*'],
  frames: false,
  anchors: {
    app: ['.jsConTent', '[class^="zm"], [class*=" zm"]', '.SCm'],
    mail: [],
    body: ['.jsConTent'],
    subject: ['[role="heading"]', 'h1', 'h2'],
    sender: ['[data-email*="@"]', '[title*="@"]'],
    attachments: ['[data-filename]'],
    attachmentName: ['span'],
    writing: ['[contenteditable="true"]', '.SCm', '.ze_body'],
  },
  place({ hostname, pathname, hash }) {
    if (!HOSTS.has(hostname) || !pathname.startsWith('/zm')) return 'foreign';
    const folder = OPENED.exec(hash)?.[1];
    if (!folder) return 'other';
    return OWN_FOLDERS.has(folder.toLowerCase()) ? 'own' : 'mail';
  },
  mailKey(_mail, { hash }, from) {
    const id = OPENED.exec(hash)?.[2];
    return id && from?.address ? `${id}#${from.address.toLowerCase()}` : null;
  },
});
