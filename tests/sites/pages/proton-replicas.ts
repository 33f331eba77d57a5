import { escapeHtml, hashedClasses, SWITCHER, view } from '@/tests/sites/pages/html';
import {
  BLUFF,
  DEFAULT_MAILS,
  DRAFT,
  OPEN_THREAD,
  type ReplicaMail,
  SENT,
  SUMMONS,
  THREAD,
  threads,
  WORDS,
  withId,
} from '@/tests/sites/pages/mails';
import {
  type Expected,
  type Filled,
  type Replica,
  type ReplicaSite,
  replica,
} from '@/tests/sites/pages/replica-of';

const BASE = 'https://mail.proton.me/u/0/';

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

function conversation(mails: readonly ReplicaMail[], filled: Filled): string {
  return `<h1><span data-testid="conversation-header:subject" title="${escapeHtml(mails[0]?.subject ?? '')}">${escapeHtml(mails[0]?.subject ?? '')}</span></h1>${mails.map((mail) => message(mail, filled)).join('')}`;
}

function page(filled: Filled, shown: 'list' | 'open'): string {
  const c = hashedClasses(filled.seed);
  const groups = threads(filled.mails);
  const rows = groups.map((mails) => {
    const last = mails.at(-1);
    const id = mails[0]?.thread ?? mails[0]?.id ?? 0;
    return `<div class="item-container ${c('row')}" data-shortcut-target="item-container" data-element-id="${elementId(id)}" data-testid="message-item:${escapeHtml(last?.subject ?? '')}" data-open="c${id}"><span data-testid="message-column:sender-address" title="${last?.from.address}">${escapeHtml(last?.from.name ?? '')}</span><span data-testid="message-column:subject" title="${escapeHtml(last?.subject ?? '')}">${escapeHtml(last?.subject ?? '')}</span></div>`;
  });
  const views = groups.map((mails) => {
    const id = mails[0]?.thread ?? mails[0]?.id ?? 0;
    return view(`c${id}`, 'pane', `/u/0/inbox/${elementId(id)}`, conversation(mails, filled));
  });
  const list = shown === 'list' ? `<div class="${c('list')}">${rows.join('')}</div>` : '';
  return `<!DOCTYPE html><html lang="${filled.lang}"><head><meta charset="utf-8"><title>${WORDS[filled.lang].inbox} | Proton Mail</title></head><body style="background:#fff">
<div class="app-root"><nav><a data-testid="navigation-link:inbox">${WORDS[filled.lang].inbox}</a></nav>${list}<main><div id="pane">${shown === 'open' ? conversation(filled.mails, filled) : ''}</div></main></div>
${views.join('')}<script>${SWITCHER}</script></body></html>`;
}

function of(
  variant: string,
  rest: string,
  expected: Expected,
  mails: readonly ReplicaMail[],
  html: (filled: Filled) => string,
): Replica {
  return replica('proton', variant, BASE + rest, expected, mails, html);
}

const open = (filled: Filled) => page(filled, 'open');
const OPENED = `inbox/${elementId(7)}`;

export const protonSite: ReplicaSite = {
  site: 'proton',
  replicas: [
    of('list', 'inbox', { state: 'list', rows: 3 }, DEFAULT_MAILS, (f) => page(f, 'list')),
    of('open', OPENED, { state: 'mail', reads: [BLUFF] }, [BLUFF], open),
    of('files', `inbox/${elementId(8)}`, { state: 'mail', reads: [SUMMONS] }, [SUMMONS], open),
    of('conversation', `inbox/${elementId(20)}`, { state: 'mail', reads: OPEN_THREAD }, THREAD, open),
    of(
      'answered',
      OPENED,
      { state: 'mail', reads: [BLUFF] },
      [withId(BLUFF, 7, 7), withId(DRAFT, 11, 7)],
      open,
    ),
    of('sent', `sent/${elementId(10)}`, { state: 'other' }, [SENT], open),
    of('draft', `drafts/${elementId(11)}`, { state: 'other' }, [DRAFT], open),
    of('compose', 'inbox', { state: 'other' }, [DRAFT], open),
    of('moved', OPENED, { state: 'changed' }, [BLUFF], (f) =>
      open(f)
        .replaceAll('content-iframe', 'mail-frame')
        .replaceAll('recipient-label">', `recipient-label">${'x'.repeat(500)}`),
    ),
    of('moved-list', 'inbox', { state: 'changed' }, DEFAULT_MAILS, (f) =>
      page(f, 'list').replaceAll('data-element-id="', 'data-element-id="" data-e="'),
    ),
  ],
  key: (mail) => `${elementId(mail.thread ?? mail.id)}#Msg${mail.id}_xYz==`,
  serve(url, filled) {
    if (url.hostname !== 'mail.proton.me') return undefined;
    return url.pathname.startsWith('/u/') ? page(filled, 'list') : null;
  },
};
