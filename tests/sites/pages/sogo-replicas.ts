import { appSite } from '@/tests/sites/pages/app';
import { escapeHtml } from '@/tests/sites/pages/html';
import { type ReplicaMail, WORDS } from '@/tests/sites/pages/mails';
import type { Filled } from '@/tests/sites/pages/replica-of';

/** What the server sends with every page of the app. */
const HEAD = `<meta name="description" content="SOGo Web Interface"><link href="/SOGo.woa/WebServerResources/css/styles.css?lm=1">
<script type="text/ng-template" src="/SOGo.woa/WebServerResources/js/Mailer.js?lm=1"></script>`;

function message(mail: ReplicaMail, { lang }: Filled): string {
  const words = WORDS[lang];
  const part = `<div ng-if="::part.html" class="md-flex sg-mail-part" tabindex="-1" role="button"><div class="SOGoHTMLMail-CSS-Delimiter mailer_htmlcontent">${mail.html}</div></div>`;
  const files = (mail.attachments ?? []).map(
    (file) =>
      `<div class="mailer_mailcontent layout-wrap msg-attachment-link layout-row" ng-repeat="part in viewer.message.$content()"><div class="md-flex sg-mail-part"><md-card><p title="${escapeHtml(file.name)}" class="md-caption sg-attachment-name"><span class="sg-label-outline">pdf</span> ${escapeHtml(file.name)}</p><div class="md-flex sg-attachment-size">${file.size}</div><a href="/SOGo/so/robin/Mail/0/folderINBOX/${mail.id}/2/asAttachment/x">x</a></md-card></div></div>`,
  );
  return `<md-card-content><div class="sg-padded"><h5 ng-bind="viewer.message.subject" class="sg-md-headline">${escapeHtml(mail.subject)}</h5><time class="msg-date">x</time></div>
<div class="layout-row"><sg-avatar-image class="md-tile-left" sg-email="::viewer.message.from[0].email"></sg-avatar-image><div><span ng-bind="::viewer.message.from[0].name">${escapeHtml(mail.from.name)}</span> <a href="#" class="md-caption" ng-bind="::viewer.message.from[0].email">${mail.from.address}</a></div></div>
<div class="msg-recipients"><label>${words.to}</label><md-chip-template>Robin</md-chip-template></div>
<div class="msg-body"><div class="mailer_mailcontent layout-wrap layout-row" ng-repeat="part in viewer.message.$content()">${part}</div>${files.join('')}</div></md-card-content>`;
}

export const sogoSite = appSite({
  site: 'sogo',
  base: 'https://mail.example/SOGo/so/robin/Mail/',
  at: {
    list: 'view#!/Mail/0/INBOX',
    mail: (id) => `view#!/Mail/0/INBOX/${id}`,
    sent: (id) => `view#!/Mail/0/Sent/${id}`,
    draft: (id) => `view#!/Mail/0/Drafts/${id}`,
    compose: 'UIxMailPopupView#!/Mail/0/new',
  },
  message,
  conversation: (_mails, inner) =>
    `<div class="view-detail" ui-view="message" id="detailView">${inner}</div>`,
  row(mails, open) {
    const last = mails.at(-1);
    return `<md-list-item class="sg-message-list-item unread" role="listitem" ${open} aria-label="${escapeHtml(last?.subject ?? '')}"><span>${escapeHtml(last?.from.name ?? '')}</span><div class="sg-tile-subject">${escapeHtml(last?.subject ?? '')}</div></md-list-item>`;
  },
  shell: ({ list, pane }) =>
    `${HEAD}<div ng-app="SOGo.MailerUI"><main class="view"><div id="messagesList">${list}</div><div id="pane">${pane}</div></main></div>`,
  compose: ({ lang }) =>
    `<!DOCTYPE html><html lang="${lang}"><head><title>x</title>${HEAD}</head><body ng-app="SOGo.MailerUIPopup"><ui-view><form name="messageForm"><md-chips>verdacht@safeonweb.be</md-chips><div contenteditable="true" class="sg-mail-part">x</div></form></ui-view></body></html>`,
  hasRows: false,
  single: true,
  withholds: ['recipients'],
  moved: (html) => html.replaceAll('sg-mail-part', 'sg-text-part'),
  key: (mail) => `0/INBOX/${mail.id}`,
  hosts: [],
});
