import { gmailCompose, gmailId, gmailPage, gmailSettings } from '@/tests/sites/pages/gmail';
import {
  BLUFF,
  DEFAULT_MAILS,
  DRAFT,
  type Lang,
  type ReplicaMail,
  SENT,
  SUMMONS,
  THREAD,
  withId,
} from '@/tests/sites/pages/mails';
import { conversationId, outlookCompose, outlookPage } from '@/tests/sites/pages/outlook';
import {
  type RoundcubeOptions,
  roundcubeCompose,
  roundcubeList,
  roundcubeLogin,
  roundcubeMessage,
  roundcubeSettings,
  SKINS,
  type Skin,
  WATERMARK,
  withForwarded,
} from '@/tests/sites/pages/roundcube';
import type { PageState, SiteId } from '@/utils/schema/site';

/**
 * Replicas of the webmails, written from what is known of their build. Each is a
 * whole page with its own small script: a click on a row shows the mail. They run
 * in a frame of a test page and, served under the real host names, in a whole
 * browser with the extension.
 */

export interface ReplicaOptions {
  readonly mails?: readonly ReplicaMail[];
  readonly lang?: Lang;
  /** Other names for the classes that a site hashes. */
  readonly seed?: number;
}

export interface Replica {
  readonly site: SiteId;
  readonly variant: string;
  /** Where the real page would be. */
  readonly url: string;
  /** What the site's adapter must make of it. */
  readonly state: PageState;
  /** Subjects and senders of the mails that must be read, in order. */
  readonly reads: readonly { readonly subject: string; readonly from: string }[];
  readonly rows: number;
  html(options?: ReplicaOptions): string;
}

interface Filled {
  readonly mails: readonly ReplicaMail[];
  readonly lang: Lang;
  readonly seed: number;
}

function fill(options: ReplicaOptions, mails: readonly ReplicaMail[]): Filled {
  return { mails: options.mails ?? mails, lang: options.lang ?? 'en', seed: options.seed ?? 1 };
}

function replica(
  site: SiteId,
  variant: string,
  url: string,
  expected: { state: PageState; reads?: readonly ReplicaMail[]; rows?: number },
  mails: readonly ReplicaMail[],
  html: (filled: Filled) => string,
): Replica {
  return {
    site,
    variant,
    url,
    state: expected.state,
    reads: (expected.reads ?? []).map((mail) => ({ subject: mail.subject, from: mail.from.address })),
    rows: expected.rows ?? 0,
    html: (options = {}) => html(fill(options, mails)),
  };
}

/* ---- Roundcube ---- */

const RC = 'https://webmail.ovh.example/roundcube/';

function rc(filled: Filled, skin: Skin, rest: Partial<RoundcubeOptions> = {}): RoundcubeOptions {
  return { ...filled, skin, mailbox: 'INBOX', path: '/roundcube/', ...rest };
}

function roundcubeOf(skin: Skin): Replica[] {
  const at = (rest: string) => `${RC}?_task=mail${rest}`;
  const make = (
    name: string,
    rest: string,
    expected: Parameters<typeof replica>[3],
    mails: readonly ReplicaMail[],
    html: (filled: Filled) => string,
  ) => replica('roundcube', `${skin}-${name}`, at(rest), expected, mails, html);
  const open = { state: 'mail', reads: [BLUFF] } as const;
  return [
    make('list', '&_mbox=INBOX', { state: 'list', rows: 3 }, DEFAULT_MAILS, (f) =>
      roundcubeList(rc(f, skin)),
    ),
    make('preview', '&_caps=pdf%3D1&_uid=7&_mbox=INBOX&_framed=1&_action=preview', open, [BLUFF], (f) =>
      roundcubeMessage(rc(f, skin), true),
    ),
    make('show', '&_action=show&_uid=8&_mbox=INBOX', { state: 'mail', reads: [SUMMONS] }, [SUMMONS], (f) =>
      roundcubeMessage(rc(f, skin), false),
    ),
    make('extwin', '&_action=show&_uid=7&_mbox=INBOX&_extwin=1', open, [BLUFF], (f) =>
      roundcubeMessage(rc(f, skin), false),
    ),
    make(
      'forwarded',
      '&_action=show&_uid=8&_mbox=INBOX',
      { state: 'mail', reads: [SUMMONS] },
      [withForwarded(SUMMONS, BLUFF)],
      (f) => roundcubeMessage(rc(f, skin), false),
    ),
    make('sent', '&_action=show&_uid=10&_mbox=Sent', { state: 'other' }, [SENT], (f) =>
      roundcubeMessage(rc(f, skin, { mailbox: 'Sent' }), false),
    ),
    make('draft', '&_action=preview&_framed=1&_uid=11&_mbox=Drafts', { state: 'other' }, [DRAFT], (f) =>
      roundcubeMessage(rc(f, skin, { mailbox: 'Drafts' }), true),
    ),
    make('compose', '&_action=compose&_id=5f3c', { state: 'other' }, [], (f) =>
      roundcubeCompose(rc(f, skin), ['I have been watching you.eml']),
    ),
    make('compose-lost', '&_action=compose&_id=5f3c', { state: 'other' }, [], (f) =>
      roundcubeCompose(rc(f, skin), [], true),
    ),
    make('moved', '&_action=show&_uid=7&_mbox=INBOX', { state: 'changed' }, [BLUFF], (f) =>
      roundcubeMessage(rc(f, skin), false).replaceAll('id="messagebody"', 'id="mail-text"'),
    ),
    replica('roundcube', `${skin}-login`, `${RC}?_task=login`, { state: 'other' }, [], (f) =>
      roundcubeLogin(rc(f, skin)),
    ),
    replica('roundcube', `${skin}-settings`, `${RC}?_task=settings`, { state: 'other' }, [], (f) =>
      roundcubeSettings(rc(f, skin)),
    ),
  ];
}

/* ---- Gmail ---- */

const GM = 'https://mail.google.com/mail/u/0/';
const OPEN_THREAD = THREAD.filter((mail) => !mail.collapsed);

function gm(
  variant: string,
  rest: string,
  expected: Parameters<typeof replica>[3],
  mails: readonly ReplicaMail[],
  html: (filled: Filled) => string,
): Replica {
  return replica('gmail', variant, GM + rest, expected, mails, html);
}

const gmailReplicas: Replica[] = [
  gm('list', '#inbox', { state: 'list', rows: 3 }, DEFAULT_MAILS, (f) => gmailPage(f, 'list')),
  gm('single', '#inbox/FMfcgz7', { state: 'mail', reads: [BLUFF] }, [BLUFF], (f) =>
    gmailPage(f, 'conversation'),
  ),
  gm('conversation', '#inbox/FMfcgz20', { state: 'mail', reads: OPEN_THREAD }, THREAD, (f) =>
    gmailPage(f, 'conversation'),
  ),
  gm('popout', '?view=btop&search=inbox&th=7', { state: 'mail', reads: [SUMMONS] }, [SUMMONS], (f) =>
    gmailPage(f, 'popout'),
  ),
  gm(
    'answered',
    '#inbox/FMfcgz7',
    { state: 'mail', reads: [BLUFF] },
    [withId(BLUFF, 7, 7), withId(SENT, 10, 7), withId(DRAFT, 11, 7)],
    (f) => gmailPage(f, 'conversation'),
  ),
  gm('sent', '#sent/FMfcgz10', { state: 'other' }, [SENT], (f) => gmailPage(f, 'conversation')),
  gm('draft', '#drafts/FMfcgz11', { state: 'other' }, [DRAFT], (f) => gmailPage(f, 'conversation')),
  gm('compose', '?view=cm&fs=1', { state: 'other' }, [], gmailCompose),
  gm('settings', '#settings/general', { state: 'other' }, [], gmailSettings),
  gm('moved', '#inbox/FMfcgz7', { state: 'changed' }, [BLUFF], (f) =>
    gmailPage(f, 'conversation').replaceAll('class="ii gt"', 'class="q1"').replaceAll('a3s aiL', 'q2'),
  ),
  gm('moved-list', '#inbox', { state: 'changed' }, DEFAULT_MAILS, (f) =>
    gmailPage(f, 'list').replaceAll('data-legacy-last', 'data-new'),
  ),
];

/* ---- Outlook ---- */

const OL = 'https://outlook.live.com/mail/0/';

function ol(
  variant: string,
  rest: string,
  expected: Parameters<typeof replica>[3],
  mails: readonly ReplicaMail[],
  html: (filled: Filled) => string,
): Replica {
  return replica('outlook', variant, OL + rest, expected, mails, html);
}

const outlookReplicas: Replica[] = [
  ol('list', '', { state: 'list', rows: 3 }, DEFAULT_MAILS, (f) => outlookPage(f, 'list')),
  ol('pane', 'inbox/id/x', { state: 'mail', reads: [BLUFF], rows: 3 }, DEFAULT_MAILS, (f) =>
    outlookPage(f, 'pane'),
  ),
  ol('conversation', 'inbox/id/x', { state: 'mail', reads: OPEN_THREAD, rows: 1 }, THREAD, (f) =>
    outlookPage(f, 'pane'),
  ),
  ol('deep-link', 'deeplink/readconv/AQQk7', { state: 'mail', reads: [SUMMONS] }, [SUMMONS], (f) =>
    outlookPage(f, 'deep-link'),
  ),
  ol(
    'answered',
    'inbox/id/x',
    { state: 'mail', reads: [BLUFF], rows: 1 },
    [withId(BLUFF, 7, 7), withId(DRAFT, 11, 7)],
    (f) => outlookPage(f, 'pane'),
  ),
  ol('sent', 'sentitems/id/x', { state: 'list', rows: 1 }, [SENT], (f) => outlookPage(f, 'pane')),
  ol('draft', 'drafts/id/x', { state: 'list', rows: 1 }, [DRAFT], (f) => outlookPage(f, 'pane')),
  ol('compose', 'deeplink/compose', { state: 'other' }, [], outlookCompose),
  ol('moved', 'inbox/id/x', { state: 'changed' }, [withLength(BLUFF)], (f) =>
    outlookPage(f, 'pane').replaceAll('UniqueMessageBody_', 'MailText_'),
  ),
  ol('moved-list', '', { state: 'changed' }, DEFAULT_MAILS, (f) =>
    outlookPage(f, 'list').replaceAll('data-convid', 'data-thread'),
  ),
];

function withLength(mail: ReplicaMail): ReplicaMail {
  return { ...mail, html: mail.html + mail.html };
}

export const replicas: readonly Replica[] = [
  ...SKINS.flatMap(roundcubeOf),
  ...gmailReplicas,
  ...outlookReplicas,
];

/** The HTML of one replica, by name. */
export function replicaPage(site: SiteId, variant: string, options: ReplicaOptions = {}): string {
  const found = replicas.find((each) => each.site === site && each.variant === variant);
  if (!found) throw new Error(`no replica ${site}/${variant}`);
  return found.html(options);
}

/**
 * What a server under the real host names answers to an address: list, mail or
 * compose window. Null for what is not a page (scripts, styles, pictures).
 */
export function replicaAt(url: URL, options: ReplicaOptions & { readonly skin?: Skin } = {}): string | null {
  const filled = fill(options, DEFAULT_MAILS);
  if (url.hostname === 'mail.google.com') {
    if (url.searchParams.get('view') === 'cm') return gmailCompose(filled);
    return url.pathname.startsWith('/mail') ? gmailPage(filled, 'list') : null;
  }
  if (url.hostname.startsWith('outlook.')) {
    if (url.pathname.includes('/compose')) return outlookCompose(filled);
    return url.pathname.startsWith('/mail') ? outlookPage(filled, 'list') : null;
  }
  return roundcubeAt(url, filled, options.skin ?? 'elastic');
}

function roundcubeAt(url: URL, filled: Filled, skin: Skin): string | null {
  if (url.pathname.endsWith('watermark.html')) return WATERMARK;
  if (!url.pathname.endsWith('/')) return null;
  const query = url.searchParams;
  const uid = Number(query.get('_uid') ?? query.get('_forward_uid'));
  const options = rc(filled, skin, { uid, mailbox: query.get('_mbox') ?? 'INBOX', path: url.pathname });
  const mail = filled.mails.find(({ id }) => id === uid);
  if (query.get('_task') === 'login') return roundcubeLogin(options);
  const action = query.get('_action');
  if (action === 'compose') return roundcubeCompose(options, mail ? [`${mail.subject}.eml`] : []);
  if (action === 'preview' || action === 'show')
    return mail ? roundcubeMessage(options, action === 'preview') : null;
  return roundcubeList(options);
}

/** The key that each site's adapter gives a mail of these replicas. */
export function replicaKey(site: SiteId, mail: ReplicaMail): string {
  if (site === 'roundcube') return `INBOX/${mail.id}`;
  if (site === 'gmail') return gmailId(mail.id);
  return `${conversationId(mail.thread ?? mail.id)}/${mail.from.address}`;
}
