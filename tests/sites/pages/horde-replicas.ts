import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml } from '@/tests/sites/pages/html';
import { type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

const INBOX = 'SU5CT1g';
const SENT = 'U2VudA';
const DRAFTS = 'RHJhZnRz';

const HEAD = `<link href="/horde/imp/themes/default/dynamic/screen.css"><div id="dimpLoading" style="display:none">…</div>`;

function person(name: string, address: string): string {
  return `<a class="horde-button address" title="${address}">${escapeHtml(name)}</a>`;
}

/** Rows of attachments of the mail before stay in the list; only its line says whether they count. */
function attachments(mail: ReplicaMail): string {
  const files = mail.attachments ?? [{ name: 'old.exe', type: 'x/y', size: '1 KB' }];
  const rows = files.map(
    (file) =>
      `<tr><td><span class="mimePartInfoDescrip"><a>${escapeHtml(file.name)}</a></span></td><td class="mimePartInfoSize">(${file.size})</td></tr>`,
  );
  const hidden = mail.attachments ? '' : ' style="display:none"';
  return `<tr id="msgAtc"${hidden}><td class="label">x</td><td><div id="partlist" style="display:none"><table>${rows.join('')}</table></div></td></tr>`;
}

/** Text stands in the page, HTML in an inner frame of the same origin. */
function message(mail: ReplicaMail, { lang }: Filled): string {
  const words = WORDS[lang];
  const reply = mail.replyTo
    ? `<tr id="msgHeaderReplyTo"><td class="label">x</td><td>${person('x', mail.replyTo)}</td></tr>`
    : '';
  const inner = `<html><body class="htmlMsgData">${mail.html}</body></html>`;
  return `<div id="previewMsg"><div class="msgHeaders"><div id="msgHeadersColl"><ul><li><span class="subject allowTextSelection">${escapeHtml(mail.subject)}</span> ${words.from} <span class="from">${person(mail.from.name, mail.from.address)}</span></li></ul></div>
<div id="msgHeaders" style="display:none"><span class="subject">${escapeHtml(mail.subject)}</span><table><thead><tr id="msgHeaderFrom"><td class="label">${words.from}:</td><td class="from">${person(mail.from.name, mail.from.address)}</td></tr>
<tr id="msgHeaderTo"><td class="label">${words.to}:</td><td class="to">${person('Robin', mail.to)}</td></tr>${reply}${attachments(mail)}</thead></table></div></div>
<div id="messageBody" class="messageBody allowTextSelection"><div class="mimePartBase"><div class="mimePartInfo">Text</div><div class="mimePartData"><iframe class="htmlMsgData" style="width:600px;height:200px" srcdoc="${escapeHtml(inner)}"></iframe></div></div></div></div>`;
}

export const hordeSite = appSite({
  site: 'horde',
  base: 'https://mail.example/horde/imp/dynamic.php',
  at: {
    list: '?page=mailbox',
    mail: (id) => `?page=mailbox#msg:${INBOX};${id}`,
    sent: (id) => `?page=mailbox#msg:${SENT};${id}`,
    draft: (id) => `?page=mailbox#msg:${DRAFTS};${id}`,
    compose: '?page=compose',
  },
  message,
  conversation: (_mails, inner) => `<div id="previewPane">${inner}</div>`,
  row(mails, open) {
    const last = mails.at(-1);
    return `<div class="vpRowHoriz vpRow DragElt" id="VProw_1" ${open}><div class="msgFrom sep" title="${last?.from.address}">${escapeHtml(last?.from.name ?? '')}</div><div class="msgSubject sep">${escapeHtml(last?.subject ?? '')}</div></div>`;
  },
  shell: ({ list, pane }) =>
    `${HEAD}<div id="horde-head"></div><div id="dimpmain_folder"><div class="msglist">${list}</div></div><div id="pane">${pane}</div>`,
  compose: ({ lang }) =>
    `<!DOCTYPE html><html lang="${lang}"><head><title>x</title></head><body>${HEAD}<div id="composeContainer"><textarea id="to">verdacht@safeonweb.be</textarea><ul id="attach_list"><li><canvas title="message/rfc822"></canvas><span>x</span></li></ul><textarea id="composeMessage"></textarea></div></body></html>`,
  hasRows: false,
  single: true,
  moved: (html) =>
    html
      .replaceAll('messageBody', 'mailText')
      .replaceAll('mimePartInfo">Text', `mimePartInfo">${'x'.repeat(500)}`),
  key: (mail) => `${INBOX}/${mail.id}`,
  hosts: [],
});
