import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml, hashedClasses } from '@/tests/sites/pages/html';
import { type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

const FOLDERS = { sent: 'default0/Sent Items', draft: 'default0/Drafts' } as const;

function cid(mail: ReplicaMail): string {
  return `${mail.kind ? FOLDERS[mail.kind] : 'default0/INBOX'}.${mail.id}`;
}

function message(mail: ReplicaMail, { lang, seed }: Filled): string {
  const words = WORDS[lang];
  const c = hashedClasses(seed);
  const from = `<div class="from"><a href="mailto:${mail.from.address}" class="person-link person-from ${c('p')}" title="${mail.from.address}">${escapeHtml(mail.from.name)}</a> <span class="address">&lt;${mail.from.address}&gt;</span></div>`;
  const header = `<header class="detail-view-header"><div class="detail-view-row row-1">${from}</div><div class="recipients"><span class="io-ox-label">${words.to}</span><a class="person-link" href="mailto:${mail.to}" title="${mail.to}">Robin</a></div></header>`;
  const subject = `<h1 class="subject">${escapeHtml(mail.subject)}</h1>`;
  if (mail.collapsed)
    return `<li class="list-item mail-item mail-detail f6-target" data-cid="${cid(mail)}" aria-expanded="false">${subject}${header}</li>`;
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<li class="attachment item"><div class="file"><span class="filename">${escapeHtml(file.name)}</span> <span class="filesize">${file.size}</span></div></li>`,
  );
  const inner = `<html><body><div class="mail-detail-content">${mail.html}</div></body></html>`;
  return `<li class="list-item mail-item mail-detail f6-target expanded" data-cid="${cid(mail)}" data-loaded="true" aria-expanded="true">${subject}${header}<section class="notifications"></section>
<section class="attachments"><ul>${files.join('')}</ul></section><section class="body user-select-text"><iframe class="mail-detail-frame" style="width:600px;height:200px" srcdoc="${escapeHtml(inner)}"></iframe></section></li>`;
}

const HEAD =
  '<link href="apps/themes/default/common.css"><script type="text/plain" src="v=7.10.6/boot.js"></script>';

export const openXchangeSite = appSite({
  site: 'open-xchange',
  base: 'https://webmail.example/appsuite/',
  at: {
    list: '#!!&app=io.ox/mail&folder=default0/INBOX',
    mail: () => '#!!&app=io.ox/mail&folder=default0/INBOX&id=x',
    sent: () => '#!!&app=io.ox/mail&folder=default0/Sent',
    draft: () => '#!!&app=io.ox/mail&folder=default0/Drafts',
    compose: '#!!&app=io.ox/mail/compose',
  },
  message,
  conversation: (_mails, inner) =>
    `<div class="mail-detail-pane"><ul class="thread-view list-view f6-target">${inner}</ul></div>`,
  row(mails, open, { lang }) {
    const [first] = mails;
    const last = mails.at(-1);
    const thread = mails.length > 1 ? 'thread.' : '';
    const id = first?.thread ?? first?.id ?? 0;
    return `<li class="list-item selectable unread" data-cid="${thread}default0/INBOX.${id}" ${open} aria-label="${WORDS[lang].unread}"><div class="from">${escapeHtml(last?.from.name ?? '')}</div><div class="subject"><span class="drag-title">${escapeHtml(last?.subject ?? '')}</span></div></li>`;
  },
  shell: ({ list, pane }) =>
    `${HEAD}<div id="io-ox-core" class="io-ox-core"><ul class="list-view mail-item visible-selection">${list}</ul><div id="pane">${pane}</div></div>`,
  compose: ({ lang }) =>
    `<!DOCTYPE html><html lang="${lang}"><head><title>x</title>${HEAD}</head><body><div id="io-ox-core"><div class="io-ox-mail-compose"><div contenteditable="true">x</div></div></div></body></html>`,
  hasRows: true,
  split: true,
  moved: (html) =>
    html
      .replaceAll('mail-detail-frame', 'mail-frame')
      .replaceAll('class="body user', `class="text user`)
      .replaceAll('class="notifications">', `class="notifications">${'x'.repeat(500)}`),
  movedList: (html) => html.replaceAll('default0/INBOX.', 'INBOX'),
  key: (mail) => cid(mail),
  hosts: [],
});
