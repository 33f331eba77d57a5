import { html, type Markup } from '@/scripts/demo/html';
import type { DemoMail } from '@/scripts/demo/mails';
import { typeClasses } from '@/scripts/demo/message-page';
import { type Frame, page, SEND_CLICK } from '@/scripts/demo/page';

/** A mail being written, kept by the server as Roundcube keeps it in its session. */
export interface Draft {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attached: readonly DemoMail[];
}

/** What was "sent": it stays here. */
export interface Sent {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attached: readonly DemoMail[];
}

const attachmentName = (mail: DemoMail): string =>
  `${mail.subject.replaceAll('/', '-').slice(0, 80) || 'message'}.eml`;

function attachedItem(mail: DemoMail, at: number): Markup {
  const name = attachmentName(mail);
  return html`<li id="rcmfile${at + 1}" class="${typeClasses(name, 'message/rfc822')}"><span class="filename"><span class="attachment-name">${name}</span> <span class="attachment-size">(${mail.raw.length} B)</span></span></li>`;
}

/** The compose window. Send is served disabled and enabled by the page's script, as in Roundcube. */
export function composePage(frame: Frame, draft: Draft): Markup {
  const { words } = frame;
  return page(
    frame,
    { action: 'compose', title: `${words.title} :: ${words.compose}`, env: { compose_id: draft.id } },
    html`<div id="layout"><main id="layout-content">
<h1>${words.compose}</h1>
<form name="form" id="compose-content" method="post" action="./?_task=mail&amp;_action=send">
<input type="hidden" name="_token" value="${frame.token}">
<input type="hidden" name="_task" value="mail">
<input type="hidden" name="_action" value="send">
<input type="hidden" name="_id" value="${draft.id}">
<input type="hidden" name="_is_html" value="0">
<div id="compose-headers">
<label for="_to">${words.to}</label><input type="text" id="_to" name="_to" value="${draft.to}" autocomplete="off">
<label for="compose-subject">${words.subject}</label><input type="text" id="compose-subject" name="_subject" value="${draft.subject}" autocomplete="off">
</div>
<label for="composebody">${words.message}</label>
<textarea id="composebody" name="_message" rows="10">${draft.text}</textarea>
<div id="compose-attachments" role="region" aria-label="${words.attachments}">
<ul id="attachment-list" class="attachmentslist">${draft.attached.map(attachedItem)}</ul></div>
<div class="formbuttons"><button type="button" class="btn btn-primary send" disabled onclick="${SEND_CLICK}">${words.send}</button></div>
</form>
</main></div>`,
  );
}

function sentItem(entry: Sent, words: Frame['words']): Markup {
  return html`<li><dl>
<dt>${words.to}</dt><dd>${entry.to}</dd>
<dt>${words.subject}</dt><dd>${entry.subject}</dd>
<dt>${words.message}</dt><dd class="pre">${entry.text}</dd>
${entry.attached.length > 0 && html`<dt>${words.attachments}</dt>${entry.attached.map((mail) => html`<dd>${mail.file} (message/rfc822, ${mail.raw.length} B)</dd>`)}`}
</dl></li>`;
}

/** What would have been sent, newest first, and that it was not. */
export function outboxPage(frame: Frame, sent: readonly Sent[]): Markup {
  const { words } = frame;
  const list = html`<p class="notice" role="status">${words.sent}</p>
<ol id="outbox">${sent.map((entry) => sentItem(entry, words))}</ol>`;
  return page(
    frame,
    { action: 'none', title: `${words.title} :: ${words.outbox}`, mailbox: 'Outbox' },
    html`<div id="layout"><main class="plain"><h1>${words.outbox}</h1>
${sent.length > 0 ? list : html`<p>${words.empty}</p>`}</main></div>`,
  );
}
