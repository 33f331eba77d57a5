import { BLUFF, DEFAULT_MAILS, DRAFT, type ReplicaMail, SENT, SUMMONS } from '@/tests/sites/pages/mails';
import {
  type Expected,
  type Filled,
  type Replica,
  type ReplicaSite,
  replica,
} from '@/tests/sites/pages/replica-of';
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

const RC = 'https://webmail.ovh.example/roundcube/';

function rc(filled: Filled, skin: Skin, rest: Partial<RoundcubeOptions> = {}): RoundcubeOptions {
  return { ...filled, skin, mailbox: 'INBOX', path: '/roundcube/', ...rest };
}

function roundcubeOf(skin: Skin): Replica[] {
  const at = (rest: string) => `${RC}?_task=mail${rest}`;
  const make = (
    name: string,
    rest: string,
    expected: Expected,
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

export const roundcubeSite: ReplicaSite = {
  site: 'roundcube',
  replicas: SKINS.flatMap(roundcubeOf),
  key: (mail) => `INBOX/${mail.id}`,
  serve: (url, filled) => roundcubeAt(url, filled, filled.skin ?? 'elastic'),
};
