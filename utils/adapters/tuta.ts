import { siteAdapter } from '@/utils/adapters/site-adapter';

/**
 * Tuta. The body stands in an open shadow root; classes say how a thing looks,
 * not what it is. Rows name no mail, so they are not marked.
 *
 * `/mail/<folder>/<mail>`; older addresses have a conversation view with several
 * bodies, which their senders tell apart.
 */

const OPENED = /^\/mail\/[\w-]{4,60}\/([\w-]{4,80})/;

export const tuta = siteAdapter({
  id: 'tuta',
  hosts: ['https://app.tuta.com/*', 'https://mail.tutanota.com/*'],
  frames: false,
  anchors: {
    app: ['#mail-body', '[data-testid="h:subject_label"]', '[data-testid="list-row:mail:subject"]'],
    mail: [],
    body: ['#mail-body'],
    subject: ['[data-testid="h:subject_label"]'],
    sender: ['[mail-expander="true"]'],
    attachments: ['[data-testid^="attachment"]'],
    writing: ['[contenteditable="true"]', '[role="textbox"]'],
  },
  place({ hostname, pathname }) {
    if (hostname !== 'app.tuta.com' && hostname !== 'mail.tutanota.com') return 'foreign';
    return pathname.startsWith('/mail') && !pathname.startsWith('/mailto') ? 'mail' : 'other';
  },
  mailKey(_mail, { pathname }, from) {
    const id = OPENED.exec(pathname)?.[1];
    return id ? `${id}#${from?.address.toLowerCase() ?? ''}` : null;
  },
});
