import { html, type Markup } from '@/scripts/demo/html';
import { mailUrl } from '@/scripts/demo/list-page';
import type { DemoFile, DemoMail, Person } from '@/scripts/demo/mails';
import { type Frame, page } from '@/scripts/demo/page';
import { plainText } from '@/scripts/demo/plain-text';
import { isTooDeep, sanitise } from '@/scripts/demo/sanitise';

/** A type that a browser may show in an `img`; SVG is left out, it is a document. */
export const isPicture = (file: DemoFile): boolean => /^image\/(?:png|jpeg|gif|webp)$/.test(file.type);

const fileUrl = (mail: DemoMail, file: DemoFile, frame: Frame): string =>
  `./?_task=mail&_action=get&_mbox=INBOX&_uid=${mail.uid}&_token=${frame.token}&_part=${file.part}`;

function contact(person: Person): Markup {
  return html`<span class="adr"><a href="mailto:${person.address}" class="rcmContactAddress" title="${person.address}">${person.name || person.address}</a></span>`;
}

function headerRow(kind: string, title: string, value: Markup | readonly Markup[]): Markup {
  return html`<tr><th scope="row" class="header-title">${title}</th><td class="header ${kind}">${value}</td></tr>`;
}

function headers(mail: DemoMail, frame: Frame, date: string): Markup {
  const { words } = frame;
  return html`<table class="headers-table"><tbody>
${headerRow('from', words.from, contact(mail.from))}
${headerRow('to', words.to, mail.to.map(contact))}
${mail.replyTo.length > 0 && headerRow('replyto', words.replyTo, mail.replyTo.map(contact))}
${headerRow('date', words.date, html`${date}`)}
</tbody></table>`;
}

/** Roundcube writes the type's halves and the file's ending as classes, from which its icons come. */
export function typeClasses(name: string, type: string): string {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return `${type.replaceAll(/[^a-z0-9]+/gi, ' ')} ${ending}`.trim();
}

function sizeText(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `~${Math.round(bytes / 1000)} KB`;
}

/** Files that are not part of the body. */
export const listedFiles = (mail: DemoMail): DemoFile[] => mail.files.filter((file) => !file.inline);

function attachments(mail: DemoMail, frame: Frame): Markup {
  const items = listedFiles(mail).map(
    (file) => html`<li id="attach${file.part}" class="${typeClasses(file.name, file.type)}">
<a href="${fileUrl(mail, file, frame)}" class="filename" download><span class="attachment-name">${file.name}</span> <span class="attachment-size">(${sizeText(file.content.length)})</span></a></li>`,
  );
  return html`<div id="message-attachments" role="region" aria-label="${frame.words.attachments}">
<ul id="attachment-list" class="attachmentslist">${items}</ul></div>`;
}

function body(mail: DemoMail, frame: Frame): { markup: Markup; blocked: number } {
  if (mail.html === undefined || isTooDeep(mail.html)) {
    const text = plainText(mail.text ?? '');
    return {
      markup: html`<div class="message-part" id="message-part1"><div class="pre">${text}</div></div>`,
      blocked: 0,
    };
  }
  const picture = (cid: string) => {
    const file = mail.files.find((entry) => entry.cid === cid && isPicture(entry));
    return file && `${fileUrl(mail, file, frame)}&_embed=1`;
  };
  const { markup, blocked } = sanitise(mail.html, picture);
  return {
    markup: html`<div class="message-htmlpart" id="message-htmlpart1"><div class="rcmBody">${markup}</div></div>`,
    blocked,
  };
}

/** One mail: in the list's frame (`preview`) or on a page of its own (`show`). */
export function messagePage(frame: Frame, mail: DemoMail, action: 'show' | 'preview'): Markup {
  const { words } = frame;
  const date = mail.date?.toLocaleString(frame.language, { dateStyle: 'medium', timeStyle: 'short' }) ?? '';
  const subject = mail.subject || words.noSubject;
  const content = body(mail, frame);
  const forward = `./?_task=mail&_action=compose&_forward_uid=${mail.uid}&_mbox=INBOX&_attachment=1`;
  return page(
    frame,
    {
      action,
      title: `${words.title} :: ${subject}`,
      framed: action === 'preview',
      env: { uid: String(mail.uid), sender: mail.from.address },
    },
    html`<div id="layout"><main id="layout-content">
<h1 class="voice">${words.preview}</h1>
<div id="message-header">
<h2 class="subject"><span class="voice">${words.subject}: </span>${subject} <a class="extwin" href="${mailUrl(mail.uid, 'show')}" target="_blank" title="${words.open}"><span class="voice">${words.open}</span></a></h2>
<div class="header-summary">${contact(mail.from)} <span class="text-nowrap">${date}</span></div>
${headers(mail, frame, date)}
<p class="header-links"><a href="./?_task=mail&amp;_action=viewsource&amp;_uid=${mail.uid}&amp;_mbox=INBOX" target="_blank">${words.source}</a>
<a href="${forward}" target="_top">${words.forward}</a></p>
</div>
<div id="message-content">
${listedFiles(mail).length > 0 && attachments(mail, frame)}
<div id="message-objects"><div id="remote-objects-message" class="notice"${content.blocked === 0 && html` style="display: none"`}>${words.blocked}</div></div>
<div id="messagebody">${content.markup}</div>
</div>
</main></div>`,
  );
}

/** Said where a number leads nowhere. */
export function missingPage(frame: Frame): Markup {
  return page(
    frame,
    { action: 'none', title: frame.words.title },
    html`<div id="layout"><main class="plain"><h1>${frame.words.missing}</h1></main></div>`,
  );
}
