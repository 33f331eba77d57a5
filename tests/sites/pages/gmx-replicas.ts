import { escapeHtml } from '@/tests/sites/pages/html';
import { BLUFF, DEFAULT_MAILS, DRAFT, type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import { type Expected, type Filled, type ReplicaSite, replica } from '@/tests/sites/pages/replica-of';

/**
 * GMX: a start page holds the app in a frame, the app holds each body in a frame
 * of another origin. Each replica is one of these documents; `tests/e2e` serves
 * them together. A declared tree stands for what the app attaches by script.
 */

const APP = 'https://webmailer.gmx.net/mail';
const bodyUrl = (id: number) => `https://gmxnet.mailbody-ui.de/Mail/${id}/Body/html`;

function row(mail: ReplicaMail): string {
  const { id, from, subject } = mail;
  return `<list-mail-item id="id${id}" class="list-mail-item--root" data-body="${bodyUrl(id)}"><div class="list-mail-item__first-line"><div class="list-mail-item__sender" title="${from.address}">${escapeHtml(from.name)}</div>
<list-date-label class="list-mail-item__date" date-in-ms="1764000000000">12:00</list-date-label></div><div class="list-mail-item__subject">${escapeHtml(subject)}</div></list-mail-item>`;
}

const tree = (inner: string) => `<template shadowrootmode="open">${inner}</template>`;

/** A click on a row leads the frame of the body to that mail, as the app does by posting a form into it. */
const OPENER = `
const rows = document.querySelector('mail-list-container').shadowRoot.querySelector('list-mail-list').shadowRoot;
rows.addEventListener('click', ({ target }) => {
  const item = target.closest('list-mail-item');
  const detail = document.querySelector('webmailer-mail-detail').shadowRoot;
  const frame = document.createElement('iframe');
  frame.name = 'detail-body-iframe';
  frame.src = item.dataset.body;
  detail.querySelector('detail-body').replaceChildren(frame);
});`;

function app({ lang, mails }: Filled, isOpen: boolean): string {
  const frame = isOpen ? '<iframe name="detail-body-iframe" class="detail-body--full-height"></iframe>' : '';
  const list = `<list-mail-list>${tree(`<div class="list-mail-list">${mails.map(row).join('')}</div>`)}</list-mail-list>`;
  const detail = `<webmailer-mail-detail>${tree(isOpen ? `<div><detail-body>${frame}</detail-body></div>` : '<style></style>')}</webmailer-mail-detail>`;
  return `<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"><title>${WORDS[lang].inbox}</title></head><body style="background:#fff">
<div id="list"><mail-list-container>${tree(`<div><div class="webmailer-mail-list__list-container">${list}</div><div class="list-mail-details"><slot></slot></div></div>`)}${detail}</mail-list-container></div><script>${OPENER}</script></body></html>`;
}

function body({ lang, mails }: Filled): string {
  const [mail] = mails;
  const inner =
    mail?.kind === 'draft' ? `<div contenteditable="true">${mail.html}</div>` : (mail?.html ?? '');
  return `<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"></head><body>${inner}</body></html>`;
}

const of = (
  variant: string,
  url: string,
  expected: Expected,
  mails: readonly ReplicaMail[],
  html: (filled: Filled) => string,
) => replica('gmx', variant, url, expected, mails, html);

export const gmxSite: ReplicaSite = {
  site: 'gmx',
  withholds: ['sent', 'recipients', 'attachments'],
  replicas: [
    of('list', APP, { state: 'list', rows: 3 }, DEFAULT_MAILS, (f) => app(f, false)),
    of('app', APP, { state: 'list', rows: 3 }, DEFAULT_MAILS, (f) => app(f, true)),
    of('body', bodyUrl(7), { state: 'mail', reads: [BLUFF], headless: true }, [BLUFF], body),
    of('draft', bodyUrl(11), { state: 'other' }, [DRAFT], body),
    of(
      'compose',
      `${APP}/compose`,
      { state: 'other' },
      [],
      ({ lang }) =>
        `<!DOCTYPE html><html lang="${lang}"><body><form><input name="subject"><div contenteditable="true"></div></form></body></html>`,
    ),
    of('moved-list', APP, { state: 'changed' }, DEFAULT_MAILS, (f) =>
      app(f, false).replaceAll('id="id', 'data-id="'),
    ),
    of('moved', APP, { state: 'changed' }, DEFAULT_MAILS, (f) =>
      app(f, true).replaceAll('detail-body-iframe', 'x1').replaceAll('detail-body--full-height', 'x2'),
    ),
  ],
  key: (mail) => String(mail.id),
  serve(url, filled) {
    if (url.hostname === 'webmailer.gmx.net') return app(filled, true);
    if (url.hostname !== 'gmxnet.mailbody-ui.de') return undefined;
    const mail = filled.mails.find(({ id }) => url.pathname === `/Mail/${id}/Body/html`);
    return mail ? body({ ...filled, mails: [mail] }) : null;
  },
};
