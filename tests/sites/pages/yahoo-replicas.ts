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

const BASE = 'https://mail.yahoo.com/d/';

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

function group(mails: readonly ReplicaMail[], filled: Filled): string {
  return `<div data-test-id="message-group-view"><span data-test-id="message-group-subject-text" title="${escapeHtml(mails[0]?.subject ?? '')}">${escapeHtml(mails[0]?.subject ?? '')}</span>
<ul>${mails.map((mail) => message(mail, filled)).join('')}</ul></div>`;
}

function page(filled: Filled, shown: 'list' | 'open'): string {
  const c = hashedClasses(filled.seed);
  const groups = threads(filled.mails);
  const rows = groups.map((mails) => {
    const last = mails.at(-1);
    const id = mails[0]?.thread ?? mails[0]?.id ?? 0;
    return `<li data-test-id="infinite-scroll-ROW"><a data-test-id="message-list-item" data-test-read="false" role="article" href="/d/folders/1/messages/${messageId(id)}" data-open="g${id}" aria-label="${WORDS[filled.lang].unread}"><span data-test-id="senders"><span title="${last?.from.address}">${escapeHtml(last?.from.name ?? '')}</span></span><span data-test-id="message-subject" title="${escapeHtml(last?.subject ?? '')}">${escapeHtml(last?.subject ?? '')}</span></a></li>`;
  });
  const views = groups.map((mails) => {
    const id = mails[0]?.thread ?? mails[0]?.id ?? 0;
    return view(`g${id}`, 'pane', `/d/folders/1/messages/${messageId(id)}`, group(mails, filled));
  });
  return `<!DOCTYPE html><html lang="${filled.lang}"><head><meta charset="utf-8"><title>${WORDS[filled.lang].inbox}</title></head><body style="background:#fff">
<div id="mail-app-container"><div id="mail-app-component" class="${c('app')}"><div id="pane">${shown === 'list' ? `<ul role="list">${rows.join('')}</ul>` : group(filled.mails, filled)}</div></div></div>
${views.join('')}<script>${SWITCHER}</script></body></html>`;
}

function compose({ lang }: Filled): string {
  return `<!DOCTYPE html><html lang="${lang}"><head><title>x</title></head><body><div id="mail-app-component"><input id="message-to-field" value=""><div data-test-id="compose-editor" contenteditable="true" aria-label="${WORDS[lang].body}">x</div></div></body></html>`;
}

function of(
  variant: string,
  rest: string,
  expected: Expected,
  mails: readonly ReplicaMail[],
  html: (filled: Filled) => string,
): Replica {
  return replica('yahoo', variant, BASE + rest, expected, mails, html);
}

const open = (filled: Filled) => page(filled, 'open');
const OPENED = `folders/1/messages/${messageId(7)}`;

export const yahooSite: ReplicaSite = {
  site: 'yahoo',
  replicas: [
    of('list', 'folders/1', { state: 'list', rows: 3 }, DEFAULT_MAILS, (f) => page(f, 'list')),
    of('open', OPENED, { state: 'mail', reads: [BLUFF] }, [BLUFF], open),
    of('files', `folders/1/messages/${messageId(8)}`, { state: 'mail', reads: [SUMMONS] }, [SUMMONS], open),
    of('conversation', OPENED, { state: 'mail', reads: OPEN_THREAD }, THREAD, open),
    of(
      'answered',
      OPENED,
      { state: 'mail', reads: [BLUFF] },
      [withId(BLUFF, 7, 7), withId(DRAFT, 11, 7)],
      open,
    ),
    of('sent', `folders/2/messages/${messageId(10)}`, { state: 'other' }, [SENT], open),
    of('draft', `folders/3/messages/${messageId(11)}`, { state: 'other' }, [DRAFT], open),
    of('compose', 'compose/1', { state: 'other' }, [], compose),
    of('moved', OPENED, { state: 'changed' }, [BLUFF], (f) =>
      open({ ...f, mails: f.mails.map((mail) => ({ ...mail, html: mail.html.repeat(3) })) }).replaceAll(
        'message-view-body',
        'mail-text',
      ),
    ),
    of('moved-list', 'folders/1', { state: 'changed' }, DEFAULT_MAILS, (f) =>
      page(f, 'list').replaceAll('/messages/', '/m/'),
    ),
  ],
  key: (mail) => `${messageId(mail.thread ?? mail.id)}#${mail.from.address}`,
  serve(url, filled) {
    if (url.hostname !== 'mail.yahoo.com' && url.hostname !== 'mail.aol.com') return undefined;
    return url.pathname.includes('/compose') ? compose(filled) : page({ ...filled }, 'list');
  },
};
