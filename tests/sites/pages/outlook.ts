import { escapeHtml, hashedClasses, SWITCHER, view } from '@/tests/sites/pages/html';
import { type Lang, READER, type ReplicaMail, threads, WORDS } from '@/tests/sites/pages/mails';

export interface OutlookOptions {
  readonly mails: readonly ReplicaMail[];
  readonly lang: Lang;
  readonly seed: number;
}

export function conversationId(id: number): string {
  return `AQQkADAwATM0${id}LTAwAi0wMAoAEABjgKbAj7Dw=`;
}

function message(mail: ReplicaMail, { lang, seed }: OutlookOptions): string {
  const c = hashedClasses(seed);
  const words = WORDS[lang];
  const count = mail.id + 100;
  if (mail.kind === 'draft') {
    return `<div class="${c('item')}"><div id="MSG_${count}_FROM" aria-label="${words.draft}">${escapeHtml(mail.from.name)}</div><div role="document"><div contenteditable="true" id="${mail.thread ? 'editorParent' : 'UniqueMessageBody'}_${count}" aria-label="${words.body}">${mail.html}</div></div></div>`;
  }
  const address = mail.from.address;
  const sender = `<div role="heading" aria-level="3" id="MSG_${count}_FROM"><span class="${c('from')}" aria-label="${words.from}: ${escapeHtml(mail.from.name)}&lt;${address}&gt;" tabindex="0"><span class="${c('name')}">${escapeHtml(mail.from.name)}&lt;${address}&gt;</span></span></div>`;
  if (mail.collapsed)
    return `<div class="${c('item')}" aria-expanded="false"><div class="${c('host')}">${sender}<span>…</span></div></div>`;
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<div role="option" aria-label="${escapeHtml(file.name)} ${words.reply} ${file.size}"><div title="${escapeHtml(file.name)}">${escapeHtml(file.name)}</div><div>${file.size}</div></div>`,
  );
  return `<div class="${c('item')}" aria-expanded="true"><div class="${c('host')}"><div class="${c('head')}">${sender}
<div role="toolbar" aria-label="${words.reply}"><button type="button" role="menuitem" aria-label="${words.reply}"><i data-icon-name="ArrowReplyRegular"></i></button></div></div>
<div data-testid="RecipientWell"><span>${words.to}:</span><span aria-label="${mail.to}">${mail.to}</span></div>
${files.length > 0 ? `<div role="listbox" aria-label="${words.attachments}">${files.join('')}</div>` : ''}
<div role="document" class="${c('doc')}"><div id="UniqueMessageBody_${count}" class="${c('body')}" aria-label="${words.body}" tabindex="0"><div class="${c('inner')}">${mail.html}</div></div></div></div></div>`;
}

function pane(thread: readonly ReplicaMail[], options: OutlookOptions): string {
  const subject = thread[0]?.subject ?? '';
  return `<div data-app-section="ConversationContainer"><div role="heading" aria-level="2" id="CONV_${thread[0]?.id}_SUBJECT" title="${escapeHtml(subject)}"><span>${escapeHtml(subject)}</span></div>
${thread.map((mail) => message(mail, options)).join('')}</div>`;
}

function row(thread: readonly ReplicaMail[], selected: boolean, { lang, seed }: OutlookOptions): string {
  const c = hashedClasses(seed);
  const last = thread.at(-1);
  const id = thread[0]?.thread ?? thread[0]?.id ?? 0;
  const topic = thread[0]?.subject ?? '';
  if (!last) return '';
  return `<div role="option" tabindex="-1" class="${c('row')}" data-convid="${conversationId(id)}" aria-selected="${selected}" data-open="c${id}" aria-label="${WORDS[lang].unread} ${escapeHtml(last.from.name)} ${escapeHtml(last.subject)}">
<div><span title="${last.from.address}">${escapeHtml(last.from.name)}</span></div><div><span title="${escapeHtml(topic)}">${escapeHtml(topic)}</span></div><div><span title="ma 12:00">12:00</span></div></div>`;
}

export type OutlookView = 'list' | 'pane' | 'deep-link';

export function outlookPage(options: OutlookOptions, shown: OutlookView): string {
  const c = hashedClasses(options.seed);
  const groups = threads(options.mails);
  const views = groups.map((thread) => {
    const id = thread[0]?.thread ?? thread[0]?.id ?? 0;
    return view(
      `c${id}`,
      'pane',
      `/mail/0/inbox/id/${encodeURIComponent(conversationId(id))}`,
      pane(thread, options),
    );
  });
  const rows = groups.map((thread, i) => row(thread, shown === 'pane' && i === 0, options)).join('');
  const list = `<div id="MailList" class="${c('list')}" style="width:300px"><div role="listbox" aria-label="${WORDS[options.lang].inbox}">${rows}</div></div>`;
  const first = groups[0];
  return `<!DOCTYPE html><html lang="${options.lang}"><head><meta charset="utf-8"><title>${WORDS[options.lang].inbox} - Outlook</title></head>
<body style="background:#fff"><div id="app">${shown === 'deep-link' ? '' : `<div id="primaryMailboxRoot_1" title="${READER}"></div>${list}`}
<div id="ReadingPaneContainerId" role="main" data-app-section="MailReadCompose" aria-label="x"><div id="pane">${shown !== 'list' && first ? pane(first, options) : ''}</div></div></div>
${views.join('')}<script>${SWITCHER}</script></body></html>`;
}

export function outlookCompose({ lang }: OutlookOptions): string {
  return `<!DOCTYPE html><html lang="${lang}"><head><title>Mail - Outlook</title></head><body><div role="main" data-app-section="MailReadCompose"><div role="textbox" contenteditable="true" aria-label="${WORDS[lang].body}">x</div></div></body></html>`;
}
