import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml, hashedClasses } from '@/tests/sites/pages/html';
import { type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

const HEAD = '<link href="/css/images,common,dwt,msgview,login,zm,spellcheck,skin.css?v=1&amp;skin=harmony">';

function message(mail: ReplicaMail, { lang, seed }: Filled): string {
  const words = WORDS[lang];
  const c = hashedClasses(seed);
  const id = `zv__CLV-main__MSGC${mail.id}`;
  if (mail.kind === 'draft') {
    return `<div class="ZmMailMsgCapsuleView Expanded draft" id="${id}"><div class="Conv2MsgHeader"><td id="${id}_from">Robin</td></div><div class="MsgBody MsgBody-html" id="${id}__body">${mail.html}</div></div>`;
  }
  const from = `<table id="${id}__header_hdrTable" class="ZPropertySheet"><tr><td class="LabelColName">${words.from}</td><td class="LabelColValue" style="white-space:nowrap"><span class="addrBubble ${c('b')}" id="DWT${mail.id}1">&quot;${escapeHtml(mail.from.name)}&quot; &lt;${mail.from.address}&gt;</span></td></tr>
<tr><td class="LabelColName">${words.to}</td><td class="LabelColValue"><span class="addrBubble">${mail.to}</span></td></tr></table>`;
  if (mail.collapsed)
    return `<div class="ZmMailMsgCapsuleView Collapsed" id="${id}"><div class="Conv2MsgHeader" id="${id}__header"><span id="${id}__header_0">${escapeHtml(mail.from.name)}</span> …</div></div>`;
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<td><div class="Img"></div> <a class="AttLink" href="/service/home/~/?auth=co&amp;id=${mail.id}&amp;part=2" title="${escapeHtml(file.name)}">${escapeHtml(file.name)}</a> (${file.size})</td>`,
  );
  const inner = `<html><body class="MsgBody MsgBody-html"><div>${mail.html}</div></body></html>`;
  return `<div class="ZmMailMsgCapsuleView Expanded" id="${id}"><div class="Conv2MsgHeader" id="${id}__header">${from}</div>
<div class="MessageHeaderAttachments"><table><tr>${files.join('')}</tr></table></div>
<div class="MsgBody" id="${id}__body"><iframe id="${id}__body__iframe" style="width:600px;height:200px" srcdoc="${escapeHtml(inner)}"></iframe></div></div>`;
}

/** A mail that is alone in its conversation is listed under its own number, with a minus. */
function itemOf(mails: readonly ReplicaMail[]): string {
  const id = mails[0]?.thread ?? mails[0]?.id ?? 0;
  return mails.length > 1 ? `${id}` : `-${id}`;
}

const FOLDERS = { sent: '5', draft: '6' } as const;

export const zimbraSite = appSite({
  site: 'zimbra',
  base: 'https://zimbra.free.fr/zimbra/mail',
  at: { list: '', mail: () => '', sent: () => '', draft: () => '', compose: '?view=compose' },
  message,
  conversation: (mails, inner) =>
    `<div class="ZmConvView2" id="zv__CLV-main__CV"><div class="Conv2Header"><span id="zv__CLV-main__CV__header_subject" title="${escapeHtml(mails[0]?.subject ?? '')}">${escapeHtml(mails[0]?.subject ?? '')}</span></div>${inner}</div>`,
  row(mails, open, filled) {
    const item = itemOf(mails);
    const last = mails.at(-1);
    const selected = mails[0]?.id === filled.mails[0]?.id ? 'Row-selected' : '';
    return `<li class="Row ${selected} ZmRowDoubleHeader Unread" id="zli__CLV-main__${item}" ${open}><span id="zlif__CLV-main__${item}__fr">${escapeHtml(last?.from.name ?? '')}</span><span id="zlif__CLV-main__${item}__su">${escapeHtml(last?.subject ?? '')}</span></li>`;
  },
  shell({ list, pane }, { mails, lang }) {
    const kind = mails[0]?.kind;
    const folder = kind ? FOLDERS[kind] : '2';
    return `${HEAD}<div id="z_shell" class="DwtShell MainWindow"><div id="skin_outer"><div id="zti__main_Mail__${folder}_div" class="DwtTreeItem-selected">${WORDS[lang].inbox}</div><ul>${list}</ul><div id="pane">${pane}</div></div></div>`;
  },
  compose: ({ lang }) =>
    `<!DOCTYPE html><html lang="${lang}"><head><title>x</title>${HEAD}</head><body><div id="z_shell" class="DwtShell"><div id="skin_outer"><div class="ZmComposeView"><textarea>x</textarea></div></div></div></body></html>`,
  hasRows: true,
  split: true,
  moved: (html) =>
    html
      .replaceAll('__body', '__text')
      .replaceAll('MsgBody', 'MailText')
      .replaceAll('Conv2MsgHeader"', `Conv2MsgHeader" data-x="x"><p>${'x'.repeat(500)}</p><i`),
  movedList: (html) => html.replaceAll('id="zli__CLV-main__', 'id="zli__CLV-main-'),
  key: (mail) => (mail.thread && mail.thread !== mail.id ? `${mail.thread}#${mail.id}` : `${mail.id}`),
  hosts: ['zimbra.free.fr'],
});
