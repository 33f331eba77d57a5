import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml, hashedClasses } from '@/tests/sites/pages/html';
import { DRAFT, type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

function elementId(id: number): string {
  return `Conv${id}_aBcDeF==`;
}

/** The body is put into a frame that runs no scripts, as the app does. */
function message(mail: ReplicaMail, filled: Filled): string {
  const c = hashedClasses(filled.seed);
  const words = WORDS[filled.lang];
  const id = `Msg${mail.id}_xYz==`;
  if (mail.kind === 'draft') {
    return `<div class="${c('composer')}" data-testid="composer:frame"><div contenteditable="true" aria-label="${words.body}">${mail.html}</div></div>`;
  }
  const from = `<span class="${c('from')}" data-testid="recipient:details-dropdown-${mail.from.address}"><span data-testid="recipient-label">${escapeHtml(mail.from.name)}</span><span>&lt;${mail.from.address}&gt;</span></span>`;
  if (mail.collapsed) {
    return `<article class="message-container ${c('m')}" data-shortcut-target="message-container" data-message-id="${id}" data-testid="message-view-0" data-expanded="false">${from}<span>…</span></article>`;
  }
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<div data-testid="attachment-item" title="${escapeHtml(file.name)}"><span>${escapeHtml(file.name)}</span> <span>${file.size}</span></div>`,
  );
  const inner = `<html><head></head><body><div id="proton-root"><div class="proton-wrapper">${mail.html}</div></div></body></html>`;
  return `<article class="message-container is-opened ${c('m')}" data-shortcut-target="message-container" data-message-id="${id}" data-testid="message-view-1" data-expanded="true">
<div class="${c('head')}">${from}<div><span>${words.to}</span> <span data-testid="recipients:item-${mail.to}"><span>${mail.to}</span></span></div></div>
<div class="${c('body')}"><iframe title="x" data-testid="content-iframe" data-subject="${escapeHtml(mail.subject)}" sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(inner)}" style="width:600px;height:200px"></iframe></div>
${files.length > 0 ? `<div data-testid="attachment-list:header">${files.join('')}</div>` : ''}</article>`;
}

/** The app around what stands in it. */
function shell({ list, pane }: { list: string; pane: string }, { lang, seed }: Filled): string {
  return `<div class="app-root"><nav><a data-testid="navigation-link:inbox">${WORDS[lang].inbox}</a></nav><div class="${hashedClasses(seed)('list')}">${list}</div><main><div id="pane">${pane}</div></main></div>`;
}

export const protonSite = appSite({
  site: 'proton',
  base: 'https://mail.proton.me/u/0/',
  at: {
    list: 'inbox',
    mail: (id) => `inbox/${elementId(id)}`,
    sent: (id) => `sent/${elementId(id)}`,
    draft: (id) => `drafts/${elementId(id)}`,
    compose: 'inbox#mailto=',
  },
  message,
  conversation: (mails, inner) =>
    `<h1><span data-testid="conversation-header:subject" title="${escapeHtml(mails[0]?.subject ?? '')}">${escapeHtml(mails[0]?.subject ?? '')}</span></h1>${inner}`,
  row(mails, open, { seed }) {
    const last = mails.at(-1);
    const id = mails[0]?.thread ?? mails[0]?.id ?? 0;
    return `<div class="item-container ${hashedClasses(seed)('row')}" data-shortcut-target="item-container" data-element-id="${elementId(id)}" data-testid="message-item:${escapeHtml(last?.subject ?? '')}" ${open}><span data-testid="message-column:sender-address" title="${last?.from.address}">${escapeHtml(last?.from.name ?? '')}</span><span data-testid="message-column:subject" title="${escapeHtml(last?.subject ?? '')}">${escapeHtml(last?.subject ?? '')}</span></div>`;
  },
  shell,
  compose: (filled) =>
    `<!DOCTYPE html><html lang="${filled.lang}"><head><title>x</title></head><body>${shell({ list: '', pane: message(DRAFT, filled) }, filled)}</body></html>`,
  hasRows: true,
  moved: (html) =>
    html
      .replaceAll('content-iframe', 'mail-frame')
      .replaceAll('recipient-label">', `recipient-label">${'x'.repeat(500)}`),
  movedList: (html) => html.replaceAll('data-element-id="', 'data-element-id="" data-e="'),
  key: (mail) => `${elementId(mail.thread ?? mail.id)}#Msg${mail.id}_xYz==`,
  hosts: ['mail.proton.me'],
});
