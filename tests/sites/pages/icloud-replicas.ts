import { escapeHtml, hashedClasses } from '@/tests/sites/pages/html';
import { BLUFF, DEFAULT_MAILS, DRAFT, type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import { type Expected, type Filled, type ReplicaSite, replica } from '@/tests/sites/pages/replica-of';

/**
 * iCloud Mail: the app stands in a frame, each body in a frame of another origin
 * whose address is the same for all. Each replica is one of these documents;
 * `tests/e2e` serves them together.
 */

const APP = 'https://www.icloud.com/applications/mail2/current/en-us/index.html';
const BODY = 'https://www-mail.icloud-sandbox.com/applications/mail2-message/current/en-us/index.html';

function row(mail: ReplicaMail, isOpen: boolean, { seed }: Filled): string {
  const c = hashedClasses(seed);
  return `<div class="thread-list-item ${c('row')}" role="treeitem" aria-selected="${isOpen}"><div class="content-container"><div class="thread-participants">${escapeHtml(mail.from.name)}</div>
<div class="thread-subject">${escapeHtml(mail.subject)}</div><div class="thread-preview">…</div><div class="thread-timestamp">12:00</div></div></div>`;
}

function person(text: string, { seed }: Filled): string {
  return `<div class="contact-token"><span class="${hashedClasses(seed)('name')}">${escapeHtml(text)}</span></div>`;
}

/** The frame of the body is led nowhere here: what a test serves puts its address in. */
function app(filled: Filled, open: ReplicaMail | undefined): string {
  const { lang, mails, seed } = filled;
  const c = hashedClasses(seed);
  const people = open ? person(open.from.address, filled) + person(open.to, filled) : '';
  const detail = open
    ? `<div class="${c('head')}">${people}</div><iframe src="about:blank#/applications/mail2-message/" style="width:600px;height:400px"></iframe>`
    : '';
  return `<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"><title>${WORDS[lang].inbox}</title></head><body style="background:#fff">
<div role="tree">${mails.map((mail) => row(mail, mail === open, filled)).join('')}</div><div class="pane thread-detail-pane">${detail}</div></body></html>`;
}

function body({ lang, mails, seed }: Filled): string {
  const [mail] = mails;
  const inner =
    mail?.kind === 'draft' ? `<div contenteditable="true">${mail.html}</div>` : (mail?.html ?? '');
  return `<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"></head><body><div class="mail-message-defaults ${hashedClasses(seed)('body')}">${inner}</div></body></html>`;
}

const of = (
  variant: string,
  url: string,
  expected: Expected,
  mails: readonly ReplicaMail[],
  html: (filled: Filled) => string,
) => replica('icloud', variant, url, expected, mails, html);

export const icloudSite: ReplicaSite = {
  site: 'icloud',
  withholds: ['sent', 'recipients', 'attachments', 'key'],
  replicas: [
    of('list', APP, { state: 'other' }, DEFAULT_MAILS, (f) => app(f, undefined)),
    of('app', APP, { state: 'other' }, DEFAULT_MAILS, (f) => app(f, f.mails[0])),
    of('body', BODY, { state: 'mail', reads: [BLUFF], headless: true }, [BLUFF], body),
    of('draft', BODY, { state: 'other' }, [DRAFT], body),
    of('compose', APP, { state: 'other' }, [], (f) => app(f, undefined)),
    of('moved-list', APP, { state: 'changed' }, DEFAULT_MAILS, (f) =>
      app(f, undefined).replaceAll('class="thread-', 'class="x-'),
    ),
    of('moved', APP, { state: 'changed' }, DEFAULT_MAILS, (f) =>
      app(f, f.mails[0]).replace(/<iframe[^>]*><\/iframe>/, `<div>${BLUFF.html.repeat(3)}</div>`),
    ),
  ],
  /** Its own text is what names a mail here. */
  key: (mail) => `text:${mail.id}`,
  serve(url, filled) {
    if (url.hostname === 'www.icloud.com')
      return app(filled, filled.mails[0]).replace(/about:blank#[^"]*/, BODY);
    return url.hostname === 'www-mail.icloud-sandbox.com' ? body(filled) : undefined;
  },
};
