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
import { conversationId, outlookCompose, outlookPage } from '@/tests/sites/pages/outlook';
import {
  type Expected,
  type Filled,
  type Replica,
  type ReplicaSite,
  replica,
} from '@/tests/sites/pages/replica-of';

const OL = 'https://outlook.live.com/mail/0/';

function ol(
  variant: string,
  rest: string,
  expected: Expected,
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
  ol(
    'deep-link',
    `deeplink/readconv/${encodeURIComponent(conversationId(8))}`,
    { state: 'mail', reads: [SUMMONS] },
    [SUMMONS],
    (f) => outlookPage(f, 'deep-link'),
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

export const outlookSite: ReplicaSite = {
  site: 'outlook',
  replicas: outlookReplicas,
  key: (mail) => `${conversationId(mail.thread ?? mail.id)}/${mail.from.address}`,
  serve(url, filled) {
    if (!url.hostname.startsWith('outlook.')) return undefined;
    if (url.pathname.includes('/compose')) return outlookCompose(filled);
    return url.pathname.startsWith('/mail') ? outlookPage(filled, 'list') : null;
  },
};
