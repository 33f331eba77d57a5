import { gmailCompose, gmailId, gmailPage, gmailSettings } from '@/tests/sites/pages/gmail';
import {
  BLUFF,
  DEFAULT_MAILS,
  DRAFT,
  OPEN_THREAD,
  type ReplicaMail,
  SENT,
  SUMMONS,
  THREAD,
  withId,
} from '@/tests/sites/pages/mails';
import {
  type Expected,
  type Filled,
  type Replica,
  type ReplicaSite,
  replica,
} from '@/tests/sites/pages/replica-of';

const GM = 'https://mail.google.com/mail/u/0/';

function gm(
  variant: string,
  rest: string,
  expected: Expected,
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

export const gmailSite: ReplicaSite = {
  site: 'gmail',
  replicas: gmailReplicas,
  key: (mail) => gmailId(mail.id),
  serve(url, filled) {
    if (url.hostname !== 'mail.google.com') return undefined;
    if (url.searchParams.get('view') === 'cm') return gmailCompose(filled);
    return url.pathname.startsWith('/mail') ? gmailPage(filled, 'list') : null;
  },
};
