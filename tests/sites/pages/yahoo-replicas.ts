import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml, hashedClasses } from '@/tests/sites/pages/html';
import { type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

function messageId(id: number): string {
  return `ABcd${id}xYz-0`;
}

function message(mail: ReplicaMail, { lang, seed }: Filled): string {
  const c = hashedClasses(seed);
  const words = WORDS[lang];
  if (mail.kind === 'draft') {
    return `<li class="${c('li')}"><div data-test-id="message-view" data-test-expanded="true"><div data-test-id="compose-editor" contenteditable="true" aria-label="${words.body}">${mail.html}</div></div></li>`;
  }
  const from = `<span data-test-id="message-from"><span data-test-id="email-pill" class="${c('pill')}" title="${mail.from.address}"><span>${escapeHtml(mail.from.name)}</span></span></span>`;
  if (mail.collapsed) {
    return `<li class="${c('li')}"><div data-test-id="message-view" data-test-expanded="false"><div data-test-id="message-header">${from}<span>…</span></div></div></li>`;
  }
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<li data-test-id="attachment-thumbnail" title="${escapeHtml(file.name)}"><span>${escapeHtml(file.name)}</span><span>${file.size}</span></li>`,
  );
  return `<li class="${c('li')}"><div data-test-id="message-view" data-test-expanded="true"><header data-test-id="message-header" class="${c('head')}">${from}
<span data-test-id="message-to" title="${mail.to}">${words.to} <span>${mail.to}</span></span></header>
<div class="${c('wrap')}"><div data-test-id="message-view-body" class="${c('body')}"><div data-test-id="message-view-body-content">${mail.html}</div></div></div>
${files.length > 0 ? `<ul aria-label="${words.attachments}">${files.join('')}</ul>` : ''}</div></li>`;
}

export const yahooSite = appSite({
  site: 'yahoo',
  base: 'https://mail.yahoo.com/d/',
  at: {
    list: 'folders/1',
    mail: (id) => `folders/1/messages/${messageId(id)}`,
    sent: (id) => `folders/2/messages/${messageId(id)}`,
    draft: (id) => `folders/3/messages/${messageId(id)}`,
    compose: 'compose/1',
  },
  message,
  conversation: (mails, inner) =>
    `<div data-test-id="message-group-view"><span data-test-id="message-group-subject-text" title="${escapeHtml(mails[0]?.subject ?? '')}">${escapeHtml(mails[0]?.subject ?? '')}</span>
<ul>${inner}</ul></div>`,
  row(mails, open, { lang }) {
    const last = mails.at(-1);
    const id = mails[0]?.thread ?? mails[0]?.id ?? 0;
    return `<li data-test-id="infinite-scroll-ROW"><a data-test-id="message-list-item" data-test-read="false" role="article" href="/d/folders/1/messages/${messageId(id)}" ${open} aria-label="${WORDS[lang].unread}"><span data-test-id="senders"><span title="${last?.from.address}">${escapeHtml(last?.from.name ?? '')}</span></span><span data-test-id="message-subject" title="${escapeHtml(last?.subject ?? '')}">${escapeHtml(last?.subject ?? '')}</span></a></li>`;
  },
  shell: ({ list, pane }, { seed }) =>
    `<div id="mail-app-container"><div id="mail-app-component" class="${hashedClasses(seed)('app')}"><ul role="list">${list}</ul><div id="pane">${pane}</div></div></div>`,
  compose: ({ lang }) =>
    `<!DOCTYPE html><html lang="${lang}"><head><title>x</title></head><body><div id="mail-app-component"><input id="message-to-field" value=""><div data-test-id="compose-editor" contenteditable="true" aria-label="${WORDS[lang].body}">x</div></div></body></html>`,
  hasRows: true,
  moved: (html) => html.replaceAll('message-view-body', 'mail-text'),
  movedList: (html) => html.replaceAll('/messages/', '/m/'),
  key: (mail) => `${messageId(mail.thread ?? mail.id)}#${mail.from.address}`,
  hosts: ['mail.yahoo.com', 'mail.aol.com'],
});
