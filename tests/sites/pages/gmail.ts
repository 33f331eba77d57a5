import { escapeHtml, hashedClasses, SWITCHER, view } from '@/tests/sites/pages/html';
import { type Lang, READER, type ReplicaMail, threads, WORDS } from '@/tests/sites/pages/mails';

export interface GmailOptions {
  readonly mails: readonly ReplicaMail[];
  readonly lang: Lang;
  /** Seed of the class names that are not anchors. */
  readonly seed: number;
}

/** Legacy id: a time in ms and a counter, in hex. */
export function gmailId(id: number): string {
  return (0x18c0000000000000n + BigInt(id)).toString(16);
}

function permanentId(mail: ReplicaMail): string {
  return mail.kind ? `#msg-a:r${mail.id}123456789` : `#msg-f:${0x18c0000000000000n + BigInt(mail.id)}`;
}

function span(className: string, address: string, name: string): string {
  return `<span class="${className}" email="${address}" name="${escapeHtml(name)}" data-hovercard-id="${address}"><span>${escapeHtml(name)}</span></span>`;
}

function message(mail: ReplicaMail, { lang, seed }: GmailOptions): string {
  const c = hashedClasses(seed);
  const words = WORDS[lang];
  const ids = `data-message-id="${permanentId(mail)}" data-legacy-message-id="${gmailId(mail.id)}"`;
  if (mail.kind === 'draft') {
    return `<div role="listitem" class="${c('item')}"><div class="adn ads" data-message-id="${permanentId(mail)}"><form><input name="subjectbox" value="${escapeHtml(mail.subject)}"><div role="textbox" contenteditable="true" aria-label="${words.body}">${mail.html}</div></form></div></div>`;
  }
  const sender = span('gD', mail.from.address, mail.from.name);
  if (mail.collapsed) {
    return `<div role="listitem" class="kv ${c('item')}"><div class="adn ads" ${ids}><span>${span('zF', mail.from.address, mail.from.name)}</span><span class="${c('snippet')}">${escapeHtml(mail.subject)}</span></div></div>`;
  }
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<span class="aZo"><a href="#" aria-label="${words.attachments}"><span class="aV3">${escapeHtml(file.name)}</span><span class="SaH2Ve">${file.size}</span></a><span download_url="${file.type}:${encodeURIComponent(file.name)}:https://mail.google.com/mail/u/0/?view=att"></span></span>`,
  );
  return `<div role="listitem" class="h7 ${c('item')}" aria-expanded="true"><div class="adn ads" ${ids}><div class="gs ${c('gs')}">
<div class="gE iv gt"><table class="cf gJ"><tr><td class="gF gK"><h3 class="iw">${sender}</h3></td><td class="gH"><span class="g3" title="12:00">12:00</span><div role="button" aria-label="${words.reply}"></div></td></tr>
<tr><td><div class="hb">${words.to} ${span('g2', mail.to, 'me')}</div></td></tr></table></div>
<div class="${c('wrap')}"><div id=":${mail.id}" class="ii gt"><div class="a3s aiL" dir="ltr">${mail.html}</div></div></div>
${files.length > 0 ? `<div class="hq gt"><div class="aQH">${files.join('')}</div></div>` : ''}</div></div></div>`;
}

function conversation(mails: readonly ReplicaMail[], options: GmailOptions): string {
  const c = hashedClasses(options.seed);
  const first = mails[0];
  return `<div class="${c('view')}"><div class="ha ${c('ha')}"><h2 class="hP" data-legacy-thread-id="${gmailId(first?.thread ?? first?.id ?? 0)}" data-thread-perm-id="thread-f:1">${escapeHtml(first?.subject ?? '')}</h2></div>
<div role="list">${mails.map((mail) => message(mail, options)).join('')}</div></div>`;
}

function list(options: GmailOptions): string {
  const c = hashedClasses(options.seed);
  const rows = threads(options.mails).map((thread) => {
    const last = thread.at(-1);
    const received = thread.filter(({ kind }) => !kind).at(-1) ?? last;
    if (!last || !received) return '';
    const ids = `data-thread-id="#thread-f:${last.id}" data-legacy-thread-id="${gmailId(thread[0]?.id ?? 0)}" data-legacy-last-message-id="${gmailId(last.id)}" data-legacy-last-non-draft-message-id="${gmailId(received.id)}"`;
    return `<tr class="zA zE ${c('row')}" role="row" data-open="m${thread[0]?.id}" aria-label="${WORDS[options.lang].unread}"><td class="yX"><div class="yW">${span('zF', last.from.address, last.from.name)}</div></td>
<td class="xY a4W"><div class="xS" role="link"><div class="xT"><div class="y6"><span class="bog" id=":r${last.id}" ${ids}>${escapeHtml(last.subject)}</span></div><span class="y2">&nbsp;- …</span></div></div></td><td class="xW"><span title="12:00">12:00</span></td></tr>`;
  });
  return `<div class="ae4" gh="tl"><div class="Cp"><table role="grid"><tbody>${rows.join('')}</tbody></table></div></div>`;
}

export type GmailView = 'list' | 'conversation' | 'popout';

/** The app: list and open conversation in one document; a click on a row opens it. */
export function gmailPage(options: GmailOptions, shown: GmailView): string {
  const c = hashedClasses(options.seed);
  const groups = threads(options.mails);
  const views = groups.map((thread) =>
    view(
      `m${thread[0]?.id}`,
      'main',
      `/mail/u/0/#inbox/FMfcgz${thread[0]?.id}`,
      conversation(thread, options),
    ),
  );
  const words = WORDS[options.lang];
  const open =
    shown === 'list'
      ? list(options)
      : groups
          .slice(0, 1)
          .map((thread) => conversation(thread, options))
          .join('');
  const subject = shown === 'list' ? words.inbox : (groups[0]?.[0]?.subject ?? '');
  const nav =
    shown === 'popout'
      ? ''
      : `<div role="navigation"><a href="#inbox" data-open="list" aria-label="${words.inbox}">${words.inbox}</a>${groups.map((thread) => `<button type="button" data-open="m${thread[0]?.id}">&rsaquo;</button>`).join('')}</div>`;
  return `<!DOCTYPE html><html lang="${options.lang}"><head><meta charset="utf-8"><title>${escapeHtml(subject)} - ${READER} - Gmail</title>
<style>td,div{font:14px sans-serif}</style></head><body class="${shown === 'popout' ? 'aAU xE Su' : 'aAU'}" style="background:#fff">
<div class="${c('nH')}">${nav}<div class="${c('left')}" style="display:none" role="main"></div><div id="main" role="main" class="${c('main')}">${open}</div></div>
${view('list', 'main', '/mail/u/0/#inbox', list(options))}${views.join('')}<script>${SWITCHER}</script></body></html>`;
}

export function gmailCompose({ lang }: GmailOptions): string {
  return `<!DOCTYPE html><html lang="${lang}"><head><title>${WORDS[lang].draft} - ${READER} - Gmail</title></head><body class="xE xp"><form><div name="to"></div><input name="subjectbox"><div role="textbox" contenteditable="true" aria-label="${WORDS[lang].body}">x</div></form></body></html>`;
}

export function gmailSettings({ lang }: GmailOptions): string {
  return `<!DOCTYPE html><html lang="${lang}"><head><title>Settings - ${READER} - Gmail</title></head><body><div role="main"><h2>Settings</h2><table><tr><td>x</td></tr></table></div></body></html>`;
}
