import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml, hashedClasses } from '@/tests/sites/pages/html';
import { type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

function threadId(id: number): string {
  return `T0abc${id}`;
}

function message(mail: ReplicaMail, { lang, seed }: Filled): string {
  const c = hashedClasses(seed);
  if (mail.kind === 'draft') {
    return `<div class="v-Compose ${c('compose')}"><div contenteditable="true" aria-label="${WORDS[lang].body}">${mail.html}</div></div>`;
  }
  const from = `<span class="v-MessageCard-from" title="${escapeHtml(mail.from.name)} &lt;${mail.from.address}&gt;">${escapeHtml(mail.from.name)}</span>`;
  if (mail.collapsed)
    return `<div id="v${seed}1" class="v-MessageCard app-contentCard is-collapsed"><div class="v-MessageCard-header">${from}</div><span>…</span></div>`;
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<a class="v-FileButton" title="${escapeHtml(file.name)}">${escapeHtml(file.name)} <i>${file.size}</i></a>`,
  );
  return `<div id="v${seed}${mail.id}" class="v-MessageCard app-contentCard is-expanded"><div class="v-MessageCard-header">${from}
<span class="v-Message-toName" title="${mail.to}">${WORDS[lang].to} ${mail.to}</span></div>
<div class="v-Message-body"><article class="u-article">${mail.html}</article></div>${files.join('')}</div>`;
}

export const fastmailSite = appSite({
  site: 'fastmail',
  base: 'https://app.fastmail.com/mail/',
  at: {
    list: 'Inbox/',
    mail: (id) => `Inbox/${threadId(id)}.M${id}?u=1a2b`,
    sent: (id) => `Sent/${threadId(id)}.M${id}`,
    draft: (id) => `Drafts/${threadId(id)}.M${id}`,
    compose: 'compose',
  },
  message,
  conversation: (mails, inner) =>
    `<div id="conversation"><div class="v-Thread"><div class="v-Thread-title"><h1>${escapeHtml(mails[0]?.subject ?? '')}</h1></div>${inner}</div></div>`,
  row(mails, open, { lang }) {
    const last = mails.at(-1);
    const id = mails[0]?.thread ?? mails[0]?.id ?? 0;
    return `<li class="v-MailboxItem is-unread" ${open} aria-label="${WORDS[lang].unread}"><a class="v-MailboxItem-link" href="/mail/Inbox/${threadId(id)}.M${id}?u=1a2b"><span class="v-MailboxItem-name">${escapeHtml(last?.from.name ?? '')}</span><span class="v-MailboxItem-subject">${escapeHtml(last?.subject ?? '')}</span></a></li>`;
  },
  shell: ({ list, pane }) => `<div id="mailbox"><ul>${list}</ul></div><div id="pane">${pane}</div>`,
  compose: ({ lang }) =>
    `<!DOCTYPE html><html lang="${lang}"><head><title>x</title></head><body><div id="mailbox"></div><div class="v-Compose"><div contenteditable="true">x</div></div></body></html>`,
  hasRows: true,
  moved: (html) => html.replaceAll('v-Message-body', 'v-MailText'),
  movedList: (html) => html.replaceAll('/mail/Inbox/T0', '/m/Inbox/T0'),
  key: (mail) => `${threadId(mail.thread ?? mail.id)}#${mail.from.address}`,
  hosts: ['app.fastmail.com'],
});
