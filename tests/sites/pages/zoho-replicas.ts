import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml, hashedClasses } from '@/tests/sites/pages/html';
import type { ReplicaMail } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

function mailId(id: number): string {
  return `14907024663${id}`;
}

function message(mail: ReplicaMail, { seed }: Filled): string {
  const c = hashedClasses(seed);
  if (mail.kind === 'draft')
    return `<div class="SCm"><div class="ze_body" contenteditable="true">${mail.html}</div></div>`;
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<div class="${c('file')}" data-filename="${escapeHtml(file.name)}"><span>${escapeHtml(file.name)}</span> <i>${file.size}</i></div>`,
  );
  return `<div class="zmPreview ${c('m')}"><div role="heading">${escapeHtml(mail.subject)}</div><div class="${c('head')}"><span title="${escapeHtml(mail.from.name)} &lt;${mail.from.address}&gt;">${escapeHtml(mail.from.name)}</span></div>${files.join('')}<div class="jsConTent">${mail.html}</div></div>`;
}

export const zohoSite = appSite({
  site: 'zoho',
  base: 'https://mail.zoho.eu/zm/',
  at: {
    list: '#mail/folder/inbox',
    mail: (id) => `#mail/folder/inbox/p/${mailId(id)}`,
    sent: (id) => `#mail/folder/sent/p/${mailId(id)}`,
    draft: (id) => `#mail/folder/drafts/p/${mailId(id)}`,
    compose: '#compose',
  },
  message,
  conversation: (_mails, inner) => inner,
  row(mails, open) {
    return `<div class="zmList" ${open}>${escapeHtml(mails.at(-1)?.subject ?? '')}</div>`;
  },
  shell: ({ list, pane }) => `<div class="zmApp"><div>${list}</div><div id="pane">${pane}</div></div>`,
  compose: ({ lang }) =>
    `<!DOCTYPE html><html lang="${lang}"><head><title>x</title></head><body><div class="zmApp"><div class="SCm"><div class="ze_body" contenteditable="true">x</div></div></div></body></html>`,
  hasRows: false,
  single: true,
  withholds: ['recipients'],
  moved: (html) => html.replaceAll(' title="', ' data-t="'),
  key: (mail) => `${mailId(mail.id)}#${mail.from.address}`,
  hosts: ['mail.zoho.com', 'mail.zoho.eu'],
});
