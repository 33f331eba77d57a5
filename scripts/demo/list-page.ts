import { html, type Markup } from '@/scripts/demo/html';
import type { DemoMail } from '@/scripts/demo/mails';
import { type Frame, page } from '@/scripts/demo/page';

/** Roundcube's id of a row: the number in base64, without padding. */
export const rowId = (uid: number): string =>
  `rcmrow${Buffer.from(String(uid)).toString('base64').replaceAll('=', '')}`;

/** Address of a mail's page. */
export const mailUrl = (uid: number, action: 'show' | 'preview'): string =>
  `./?_task=mail${action === 'preview' ? '&_framed=1' : ''}&_uid=${uid}&_mbox=INBOX&_action=${action}`;

function row(mail: DemoMail, frame: Frame): Markup {
  const date = mail.date?.toLocaleDateString(frame.language, { day: 'numeric', month: 'short' });
  return html`<tr id="${rowId(mail.uid)}" class="message unread">
<td class="selection"></td>
<td class="subject">
<span class="fromto skip-on-drag"><span class="adr"><span title="${mail.from.address}" class="rcmContactAddress">${mail.from.name || mail.from.address}</span></span></span>
<span class="date skip-on-drag">${date}</span>
<span class="subject"><span class="msgicon status unread"></span><a href="${mailUrl(mail.uid, 'show')}"><span>${mail.subject || frame.words.noSubject}</span></a></span>
</td>
<td class="flags"><span class="flag"></span>${mail.files.some((file) => !file.inline) && html`<span class="attachment"><span class="attachment" role="img" aria-label="${frame.words.attachments}"></span></span>`}</td>
</tr>`;
}

/** The mailbox: rows on one side, the chosen mail in a frame on the other. Newest first. */
export function listPage(frame: Frame, mails: readonly DemoMail[]): Markup {
  const { words } = frame;
  return page(
    frame,
    { action: 'none', title: `${words.title} :: ${words.inbox}` },
    html`<div id="layout">
<main id="layout-list" aria-label="${words.messages}">
<h1>${words.inbox}</h1>
<div id="messagelist-content">
<table id="messagelist" class="listing messagelist sortheader" aria-label="${words.messages}"><tbody>
${mails.map((mail) => row(mail, frame))}
</tbody></table>
</div>
</main>
<section id="layout-content" aria-label="${words.preview}">
<iframe id="messagecontframe" name="messagecontframe" title="${words.preview}" src="./?_task=mail&amp;_action=watermark"></iframe>
</section>
</div>`,
  );
}

/** What the frame shows before a mail is chosen. */
export function watermarkPage(frame: Frame): Markup {
  return html`<!DOCTYPE html>
<html lang="${frame.language}" class="iframe"><head><meta charset="utf-8"><title>${frame.words.preview}</title>
<link rel="stylesheet" href="/skins/elastic/demo.css"></head>
<body class="watermark"><main><p>${frame.words.choose}</p></main></body></html>
`;
}
