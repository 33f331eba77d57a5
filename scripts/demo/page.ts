import { html, Markup } from '@/scripts/demo/html';
import type { DemoWords } from '@/scripts/demo/words';
import type { Language } from '@/utils/schema/language';

/** What every page of one answer shares. */
export interface Frame {
  readonly language: Language;
  readonly words: DemoWords;
  /** For the one inline script, as Roundcube has it. */
  readonly nonce: string;
  /** Guards what changes something; Roundcube calls it the request token. */
  readonly token: string;
}

/** The `onclick` that Roundcube's Send button carries; the page's policy allows this one by its hash. */
export const SEND_CLICK = "return rcmail.command('send','',this,event)";

/** JSON that cannot end the script element which it stands in. */
const scriptData = (value: unknown): Markup => new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'));

interface Shape {
  readonly action: 'none' | 'preview' | 'show' | 'compose';
  readonly title: string;
  /** Inside another page's frame. */
  readonly framed?: boolean;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly mailbox?: 'INBOX' | 'Outbox';
}

function navigation(frame: Frame, mailbox: string | undefined): Markup {
  const { words } = frame;
  const link = (box: string, kind: string, name: string) =>
    html`<li class="mailbox ${kind}"><a rel="${box}" href="./?_task=mail&amp;_mbox=${box}"${box === mailbox && html` aria-current="page"`}>${name}</a></li>`;
  return html`<header id="layout-menu">
  <p class="brand">${words.title}</p>
  <nav aria-label="${words.title}"><ul id="mailboxlist">${link('INBOX', 'inbox', words.inbox)}${link('Outbox', 'sent', words.outbox)}</ul></nav>
  <p class="note">${words.note}</p>
</header>`;
}

/** One document in the shape of Roundcube's "elastic" skin: its classes and ids, markup of our own. */
export function page(frame: Frame, shape: Shape, body: Markup): Markup {
  const env = {
    task: 'mail',
    action: shape.action === 'none' ? '' : shape.action,
    framed: shape.framed === true,
    mailbox: shape.mailbox ?? 'INBOX',
    skin: 'elastic',
    rcversion: 10605,
    request_token: frame.token,
    without_text: frame.words.withoutText,
    ...shape.env,
  };
  return html`<!DOCTYPE html>
<html lang="${frame.language}" class="${shape.framed ? 'iframe' : 'layout-normal'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shape.title}</title>
<link rel="icon" href="/demo/blocked.png">
<link rel="stylesheet" href="/skins/elastic/demo.css">
<script src="/program/js/demo.js"></script>
<script nonce="${frame.nonce}">rcmail.set_env(${scriptData(env)});</script>
</head>
<body class="task-mail action-${shape.action}">
${!shape.framed && navigation(frame, shape.action === 'none' ? (shape.mailbox ?? 'INBOX') : undefined)}
${body}
</body>
</html>
`;
}
