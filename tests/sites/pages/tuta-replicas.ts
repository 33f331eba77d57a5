import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml, hashedClasses } from '@/tests/sites/pages/html';
import { type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

function mailId(id: number): string {
  return `Omail${id}-_x`;
}

/** The body's tree is declared in the markup: the app attaches it by script, open as well. */
function message(mail: ReplicaMail, { lang, seed }: Filled): string {
  const c = hashedClasses(seed);
  const words = WORDS[lang];
  if (mail.kind === 'draft') {
    return `<div class="${c('editor')}"><div role="textbox" contenteditable="true" aria-label="${words.body}">${mail.html}</div></div>`;
  }
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<button data-testid="attachment" title="${escapeHtml(file.name)}"><span>${escapeHtml(file.name)}</span> (${file.size})</button>`,
  );
  return `<div class="${c('viewer')}"><div class="${c('header')}"><div mail-expander="true" role="button"><span>${escapeHtml(mail.from.name)}</span> <span>&lt;${mail.from.address}&gt;</span></div>
<div><span>${words.to}: ${mail.to}</span></div>${files.join('')}</div>
<div class="${c('wrap')}"><div id="mail-body"><template shadowrootmode="open" shadowrootclonable><div id="shadow-mail-body" data-testid="mailBody_label">${mail.html}</div></template></div></div></div>`;
}

export const tutaSite = appSite({
  site: 'tuta',
  base: 'https://app.tuta.com/mail/Ofolder1--0',
  at: {
    list: '',
    mail: (id) => `/${mailId(id)}`,
    sent: (id) => `/${mailId(id)}`,
    draft: (id) => `/${mailId(id)}`,
    compose: 'mailto#url=',
  },
  message,
  conversation: (mails, inner) =>
    `<h4 data-testid="h:subject_label">${escapeHtml(mails[0]?.subject ?? '')}</h4>${inner}`,
  row(mails, open, { lang }) {
    const last = mails.at(-1);
    return `<li class="list-row" role="listitem" ${open} aria-label="${WORDS[lang].unread} ${escapeHtml(last?.subject ?? '')}"><span data-testid="list-row:mail:subject">${escapeHtml(last?.subject ?? '')}</span></li>`;
  },
  shell: ({ list, pane }) => `<main><ul>${list}</ul><div id="pane">${pane}</div></main>`,
  compose: ({ lang }) =>
    `<!DOCTYPE html><html lang="${lang}"><head><title>x</title></head><body><h4 data-testid="h:subject_label">x</h4><div role="textbox" contenteditable="true">x</div></body></html>`,
  hasRows: false,
  single: true,
  withholds: ['sent', 'recipients'],
  moved: (html) => html.replaceAll('mail-expander', 'mail-head'),
  key: (mail) => `${mailId(mail.id)}#${mail.from.address}`,
  hosts: ['app.tuta.com', 'mail.tutanota.com'],
});
