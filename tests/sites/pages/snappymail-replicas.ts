import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml, hashedClasses } from '@/tests/sites/pages/html';
import { type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

function message(mail: ReplicaMail, { lang, seed }: Filled): string {
  const words = WORDS[lang];
  const c = hashedClasses(seed);
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<li class="attachmentItem" title="${escapeHtml(file.name)}"><div class="attachmentNameParent"><div class="attachmentName">${escapeHtml(file.name)}</div><div class="attachmentSize">${file.size}</div></div></li>`,
  );
  return `<div class="messageView"><div class="b-message ${c('line')}"><div class="message-fixed-button-toolbar"><menu role="menu" hidden><li><a href="/?/Raw/&q[]=/0/ViewAsPlain/&q[]=/key${mail.id}">x</a></li><li><a href="/?/Raw/&q[]=/0/Download/&q[]=/key${mail.id}">x</a></li></menu></div>
<div class="messageItemHeader"><div class="subjectParent"><span class="infoParent">ℹ</span><span class="subject">${escapeHtml(mail.subject)}</span></div>
<div class="informationShort"><span class="from" title="&quot;${escapeHtml(mail.from.name)}&quot; &lt;${mail.from.address}&gt;"><a href="mailto:${mail.from.address}">${escapeHtml(mail.from.name)}</a></span></div></div>
<div id="messageItem"><div class="messageItemHeader"><div class="informationShort"><span>${words.to}</span>: <span>${mail.to}</span></div></div>
<div class="bodySubHeader"><details class="attachmentsPlace" open><ul class="attachmentList">${files.join('')}</ul></details></div>
<div class="bodyText" dir="auto"><div class="b-text-part html" id="rl-msg-${mail.id}">${mail.html}</div></div></div></div></div>`;
}

export const snappymailSite = appSite({
  site: 'snappymail',
  base: 'https://mail.example/snappy/',
  at: {
    list: '#/mailbox/INBOX',
    mail: (id) => `#/mailbox/INBOX/m${id}`,
    sent: (id) => `#/mailbox/Sent/m${id}`,
    draft: (id) => `#/mailbox/Drafts/m${id}`,
    compose: '?mailto&to=',
  },
  message,
  conversation: (_mails, inner) => inner,
  row(mails, open) {
    const last = mails.at(-1);
    return `<div class="messageListItem unseen" ${open}><div class="senderParent" title="${last?.from.address}">${escapeHtml(last?.from.name ?? '')}</div><div class="subjectParent">${escapeHtml(last?.subject ?? '')}</div></div>`;
  },
  shell: ({ list, pane }) =>
    `<div id="rl-app" data-admin="0"><style id="app-boot-css"></style><div id="rl-content"><div id="rl-left"></div><div id="rl-right"><span class="accountPlace" title="robin.reader@example.org">Robin</span><div id="V-MailMessageList">${list}</div><div id="pane">${pane}</div></div></div><div id="rl-popups"></div></div>`,
  compose: ({ lang }) =>
    `<!DOCTYPE html><html lang="${lang}"><head><title>x</title><style id="app-boot-css"></style></head><body id="rl-app"><div id="rl-content"><div id="rl-left"></div></div><div id="rl-popups"><dialog open><div contenteditable="true">x</div></dialog></div></body></html>`,
  hasRows: false,
  single: true,
  moved: (html) => html.replaceAll('bodyText', 'mailText'),
  key: (mail) => `INBOX/${mail.id}`,
  hosts: [],
});
