import { escapeHtml } from '@/tests/sites/pages/html';
import { type Lang, type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';

export type Skin = 'elastic' | 'larry' | 'classic';
export const SKINS: readonly Skin[] = ['elastic', 'larry', 'classic'];

export interface RoundcubeOptions {
  readonly mails: readonly ReplicaMail[];
  readonly lang: Lang;
  readonly skin: Skin;
  readonly mailbox: string;
  /** The mail that is open. */
  readonly uid?: number;
  /** Path of the installation. */
  readonly path: string;
}

function query(parts: Record<string, string | number>): string {
  return `?${new URLSearchParams(Object.entries(parts).map(([key, value]) => [key, String(value)]))}`;
}

function head(skin: Skin, title: string, env: Record<string, unknown>): string {
  return `<meta charset="utf-8"><title>Roundcube Webmail :: ${escapeHtml(title)}</title>
<link rel="stylesheet" href="skins/${skin}/styles/styles.min.css">
<script src="program/js/common.min.js" async></script><script src="program/js/app.min.js" async></script>
<script>var rcmail = { set_env(env) { this.env = env; } };
rcmail.set_env(${JSON.stringify({ task: 'mail', rcversion: 10605, skin, request_token: 'abc', ...env }).replaceAll('<', '\\u003c')});</script>`;
}

function bodyClass(skin: Skin, action: string): string {
  return skin === 'elastic'
    ? ` class="task-mail action-${action}"`
    : skin === 'larry'
      ? ' class="noscroll"'
      : '';
}

function rowId(uid: number): string {
  return `rcmrow${btoa(String(uid)).replaceAll('=', '')}`;
}

/** `rcmail.command`: a click on a row loads the preview frame; the address bar stays. */
const LIST_SCRIPT = `
document.addEventListener('click', (event) => {
  const row = event.target.closest('tr.message');
  if (!row) return;
  event.preventDefault();
  for (const each of document.querySelectorAll('tr.message')) each.classList.toggle('selected', each === row);
  document.getElementById('messagecontframe').src = row.dataset.preview;
});`;

export function roundcubeList({ mails, lang, skin, mailbox, path }: RoundcubeOptions): string {
  const rows = mails.map((mail) => {
    const at = { _task: 'mail', _mbox: mailbox, _uid: mail.id };
    const show = `.${path}${query({ ...at, _action: 'show' })}`.replace('./', './');
    const preview = `${path}${query({ _task: 'mail', _caps: 'pdf=1', _uid: mail.id, _mbox: mailbox, _framed: 1, _action: 'preview' })}`;
    const contact = `<span class="adr"><span title="${mail.from.address}" class="rcmContactAddress">${escapeHtml(mail.from.name)}</span></span>`;
    const link = `<a href="${escapeHtml(show)}" tabindex="-1"><span>${escapeHtml(mail.subject)}</span></a>`;
    const cells =
      skin === 'elastic'
        ? `<td class="selection"></td><td class="subject"><span class="fromto skip-on-drag">${contact}</span><span class="date">12:00</span><span class="subject">${link}</span></td><td class="flags"><span class="attachment">${mail.attachments ? '<span class="attachment"></span>' : '&nbsp;'}</span></td>`
        : `<td class="threads"></td><td class="subject"><span class="msgicon status unread" title="${WORDS[lang].unread}"></span>${link}</td><td class="status"></td><td class="fromto">${contact}</td><td class="date">12:00</td><td class="size">3 KB</td><td class="attachment">&nbsp;</td>`;
    return `<tr id="${rowId(mail.id)}" class="message unread" data-preview="${escapeHtml(preview)}">${cells}</tr>`;
  });
  const folders = ['INBOX', 'Drafts', 'Sent', 'Trash']
    .map(
      (name) =>
        `<li class="mailbox ${name.toLowerCase()}${name === mailbox ? ' selected' : ''}"><a href=".${path}?_task=mail&amp;_mbox=${name}" rel="${name}">${name === 'INBOX' ? WORDS[lang].inbox : name}</a></li>`,
    )
    .join('');
  return `<!DOCTYPE html><html lang="${lang}"><head>${head(skin, WORDS[lang].inbox, { mailbox })}</head>
<body${bodyClass(skin, 'none')}><div id="layout"><ul id="mailboxlist">${folders}</ul>
<table id="messagelist" class="listing messagelist sortheader fixedheader"><thead><tr><th class="subject">${WORDS[lang].subject}</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<iframe name="messagecontframe" id="messagecontframe" src="${path}skins/${skin}/watermark.html" style="width:700px;height:400px"></iframe></div>
<script>${LIST_SCRIPT}</script></body></html>`;
}

function contactLink(address: string, name: string): string {
  return `<span class="adr"><a href="mailto:${address}" class="rcmContactAddress" title="${address}">${escapeHtml(name || address)}</a></span>`;
}

function headersTable(mail: ReplicaMail, lang: Lang, withSubject: boolean): string {
  const words = WORDS[lang];
  const row = (kind: string, label: string, value: string) =>
    `<tr><td class="header-title">${label}</td><td class="header ${kind}">${value}</td></tr>`;
  return `<table class="headers-table"><tbody>
${withSubject ? row('subject', words.subject, escapeHtml(mail.subject)) : ''}
${row('from', words.from, contactLink(mail.from.address, mail.from.name))}
${row('to', words.to, contactLink(mail.to, ''))}
${mail.replyTo ? row('replyto', 'Reply-To', contactLink(mail.replyTo, '')) : ''}
${row('date', 'Date', 'Mon 12:00')}</tbody></table>`;
}

function header(mail: ReplicaMail, lang: Lang, skin: Skin, framed: boolean): string {
  const words = WORDS[lang];
  const open = `<a class="extwin" href="#extwin" title="x"><span class="inner">${words.reply}</span></a>`;
  const voice = `<span class="voice">${words.subject}: </span>`;
  if (skin === 'elastic') {
    const summary = `<div class="header-summary"><span>${contactLink(mail.from.address, mail.from.name)}</span></div>`;
    return `<div id="message-header"><h2 class="subject">${voice} ${escapeHtml(mail.subject)} ${open}</h2><div class="header"><div class="header-content">${summary}<div class="header-headers">${headersTable(mail, lang, false)}</div></div></div></div>`;
  }
  if (skin === 'larry') {
    const level = framed ? 'h3' : 'h2';
    const short = framed
      ? `<table id="preview-shortheaders"><tbody><tr><td class="header-title">${words.from}</td><td class="header from">${contactLink(mail.from.address, mail.from.name)}</td></tr></tbody></table><div id="preview-allheaders">${headersTable(mail, lang, false)}</div>`
      : headersTable(mail, lang, false);
    return `<div id="messageheader"><${level} class="subject"><span class="flag-icon"></span><span onmouseover="void 0">${voice}${escapeHtml(mail.subject)}</span></${level}>${short}</div>`;
  }
  return `<div id="messageframe">${headersTable(mail, lang, true)}</div>`;
}

/** The preview frame's document and the full view are the same but for the frame around. */
export function roundcubeMessage(options: RoundcubeOptions, framed: boolean): string {
  const { mails, lang, skin, mailbox, uid } = options;
  const mail = mails.find(({ id }) => id === uid) ?? mails[0];
  if (!mail) throw new Error('a replica needs a mail');
  const files = (mail.attachments ?? []).map(
    (file, i) =>
      `<li id="attach${i + 2}" class="${file.type.replace('/', ' ')}"><a href="?_task=mail&amp;_action=get&amp;_part=${i + 2}" class="filename"><span class="attachment-name">${escapeHtml(file.name)}</span> <span class="attachment-size">(~${file.size})</span></a></li>`,
  );
  const env = { uid: String(mail.id), mailbox, username: mail.to, drafts_mailbox: 'Drafts', framed };
  return `<!DOCTYPE html><html lang="${lang}"${framed ? ' class="iframe"' : ''}><head>${head(skin, mail.subject, env)}</head>
<body${bodyClass(skin, framed ? 'preview' : 'show')}>${header(mail, lang, skin, framed)}
<div id="message-content"><div class="leftcol"><ul id="attachment-list" class="attachmentslist">${files.join('')}</ul></div>
<div class="rightcol"><div id="message-objects"><div class="notice" id="remote-objects-message" style="display: none"><span>x</span></div></div>
<div id="messagebody"><div class="message-htmlpart" id="message-htmlpart1"><div class="rcmBody">${mail.html}</div></div></div></div></div></body></html>`;
}

/** A forwarded mail inside the mail shows its own headers, in the body. */
export function withForwarded(mail: ReplicaMail, inner: ReplicaMail): ReplicaMail {
  return {
    ...mail,
    html: `${mail.html}</div></div><div class="message-partheaders">${headersTable(inner, 'en', true)}</div><div class="message-htmlpart"><div class="rcmBody">${inner.html}`,
  };
}

export function roundcubeCompose(
  { skin, lang }: RoundcubeOptions,
  attached: readonly string[],
  lost = false,
): string {
  const items = attached.map(
    (name, i) =>
      `<li id="rcmfile${i}" class="message rfc822 eml"><a href="#load" class="filename"><span class="attachment-name">${escapeHtml(name)}</span><span class="attachment-size">(~3 KB)</span></a><a href="#delete" class="delete"></a></li>`,
  );
  const form = `<form name="form" method="post"><input type="hidden" name="_id" value="5f3c"><textarea name="_to"></textarea>
<ul id="attachment-list" class="attachmentslist">${items.join('')}</ul><textarea name="_message" id="composebody"></textarea></form>`;
  return `<!DOCTYPE html><html lang="${lang}"><head>${head(skin, 'Compose', {})}</head><body${bodyClass(skin, 'compose')}>${lost ? '<div class="error">x</div>' : form}</body></html>`;
}

export function roundcubeLogin({ skin, lang }: RoundcubeOptions): string {
  return `<!DOCTYPE html><html lang="${lang}"><head>${head(skin, 'Login', { task: 'login' })}</head><body${skin === 'elastic' ? ' class="task-login action-none"' : ''}>
<form name="login" method="post"><input type="hidden" name="_task" value="login"><input name="_user" id="rcmloginuser"><input name="_pass" id="rcmloginpwd" type="password"></form></body></html>`;
}

export function roundcubeSettings({ skin, lang }: RoundcubeOptions): string {
  return `<!DOCTYPE html><html lang="${lang}"><head>${head(skin, 'Settings', { task: 'settings' })}</head><body${skin === 'elastic' ? ' class="task-settings action-none"' : ''}><table id="sections-table"></table></body></html>`;
}

export const WATERMARK =
  '<!DOCTYPE html><html><head><style>body{margin:0}</style></head><body><img alt=""></body></html>';
