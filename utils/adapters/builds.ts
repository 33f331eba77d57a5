/**
 * Marks of software that runs on any host, for the adapters and for the few
 * lines that run before them in every page of an enabled site. Each list holds
 * marks that do not follow from each other; two of them make a build
 * (`isBuiltLike`). They stand in the page as its server sends it.
 */
export const BUILDS = {
  roundcube: [
    'script[src*="program/js/"]',
    'link[href*="skins/"], script[src*="skins/"]',
    'body[class*="task-"]',
    '#messagelist, #messagebody, #messagecontframe, #mailboxlist, #rcmloginuser',
    '.rcmContactAddress',
  ],
  sogo: [
    '[ng-app^="SOGo."]',
    'link[href*="SOGo.woa/WebServerResources/"], link[href*="/SOGo/WebServerResources/"]',
    'script[src*="SOGo.woa/WebServerResources/"], script[src*="/SOGo/WebServerResources/"]',
    'meta[content="SOGo Web Interface"]',
    '.sg-message-list-item, .sg-mail-part',
  ],
  horde: [
    '[src*="/imp/js/"], [href*="/imp/themes/"], [src*="/imp/themes/"]',
    '#dimpLoading',
    '#horde-head, #horde-sidebar',
    '#previewMsg, #msgData, #composeContainer',
    '.vpRow, #viewportContainer, #dimpmain_folder',
  ],
  snappymail: [
    '#rl-app',
    '#rl-content, #rl-loading',
    '#rl-left, #rl-right, #rl-popups',
    '#app-boot-css, link[href*="/snappymail/v/"], link[href*="/rainloop/v/"]',
    '.messageListItem, #messageItem',
  ],
  zimbra: [
    'link[href*="/css/images,common,dwt,"]',
    'script[src*="/js/Startup1_"]',
    '#z_shell, .DwtShell',
    '#skin_outer, #skin_container_app_main, #skin_tr_main',
    '[id^="zli__"], [id^="zti__"], [id^="zb__"]',
    '.ZmMailMsgView, .ZmMailMsgCapsuleView, .ZmConvDoublePaneView, .ZmTradView',
  ],
  openXchange: [
    '#io-ox-core',
    '#io-ox-windowmanager-pane, #io-ox-login-screen',
    '#background-loader, #background_loader',
    '[class*="io-ox-"]',
    'link[href*="apps/themes/"], link[href*="io.ox/"], script[src*="boot.js"], [src*="apps/io.ox/"]',
    '.list-view .list-item[data-cid], .mail-detail[data-cid]',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
