import { SWITCHER, view } from '@/tests/sites/pages/html';
import {
  BLUFF,
  DEFAULT_MAILS,
  DRAFT,
  OPEN_THREAD,
  type ReplicaMail,
  SENT,
  SUMMONS,
  THREAD,
  threads,
  WORDS,
  withId,
} from '@/tests/sites/pages/mails';
import {
  type Expected,
  type Filled,
  type Replica,
  type ReplicaSite,
  replica,
} from '@/tests/sites/pages/replica-of';
import type { SiteId } from '@/utils/schema/site';

/**
 * Replicas of a webmail that is one page: a list, a pane, addresses that change
 * without a load. What a site has of its own is its markup and its addresses;
 * the set of pages is the same for all.
 */
export interface App {
  readonly site: SiteId;
  /** Address of the app, up to the part that changes. */
  readonly base: string;
  /** The part that changes: the list, an opened mail, one of the reader's own, the compose window. */
  readonly at: {
    readonly list: string;
    mail(id: number): string;
    sent(id: number): string;
    draft(id: number): string;
    readonly compose: string;
  };
  message(mail: ReplicaMail, filled: Filled): string;
  /** What stands around the open mails of a conversation. */
  conversation(mails: readonly ReplicaMail[], inner: string, filled: Filled): string;
  /** A row; `open` is the attribute that makes a click open it. */
  row(mails: readonly ReplicaMail[], open: string, filled: Filled): string;
  /** The page around list and pane (`<div id="pane">`, which is the app's to place). */
  shell(inner: { readonly list: string; readonly pane: string }, filled: Filled): string;
  compose(filled: Filled): string;
  /** Rows that can be told apart; without, no row is read. */
  readonly hasRows: boolean;
  /** One mail at a time: no conversations. */
  readonly single?: boolean;
  readonly withholds?: ReplicaSite['withholds'];
  /** Whether list and open mail stand side by side. */
  readonly split?: boolean;
  /** Takes the anchors of body, or of rows, away, as a new build of the site would. */
  moved(html: string): string;
  movedList?(html: string): string;
  key(mail: ReplicaMail): string;
  /** Hosts at which it is served; none: any host. */
  readonly hosts: readonly string[];
}

export function appSite(app: App): ReplicaSite {
  const of = (
    variant: string,
    rest: string,
    expected: Expected,
    mails: readonly ReplicaMail[],
    html: (filled: Filled) => string,
  ): Replica => replica(app.site, variant, app.base + rest, expected, mails, html);
  const open = (filled: Filled) => page(app, filled, 'open');
  const list = (filled: Filled) => page(app, filled, 'list');
  const beside = (count: number) => (app.split && app.hasRows ? count : 0);
  const own = (rows: number): Expected => ({ state: rows > 0 ? 'list' : 'other', rows });
  const { at } = app;
  return {
    site: app.site,
    ...(app.withholds === undefined ? {} : { withholds: app.withholds }),
    replicas: [
      of(
        'list',
        at.list,
        { state: app.hasRows ? 'list' : 'other', rows: app.hasRows ? 3 : 0 },
        DEFAULT_MAILS,
        list,
      ),
      of('open', at.mail(7), { state: 'mail', reads: [BLUFF], rows: beside(1) }, [BLUFF], open),
      of('files', at.mail(8), { state: 'mail', reads: [SUMMONS], rows: beside(1) }, [SUMMONS], open),
      ...(app.single
        ? []
        : [
            of(
              'conversation',
              at.mail(20),
              { state: 'mail', reads: OPEN_THREAD, rows: beside(1) },
              THREAD,
              open,
            ),
            of(
              'answered',
              at.mail(7),
              { state: 'mail', reads: [BLUFF], rows: beside(1) },
              [withId(BLUFF, 7, 7), withId(DRAFT, 11, 7)],
              open,
            ),
          ]),
      ...(app.withholds?.includes('sent') ? [] : [of('sent', at.sent(10), own(beside(1)), [SENT], open)]),
      of('draft', at.draft(11), own(beside(1)), [DRAFT], open),
      of('compose', at.compose, { state: 'other' }, [], (f) => app.compose(f)),
      of('moved', at.mail(7), { state: 'changed' }, [long(BLUFF)], (f) => app.moved(open(f))),
      ...(app.movedList
        ? [
            of(
              'moved-list',
              at.list,
              { state: 'changed' },
              DEFAULT_MAILS,
              (f) => app.movedList?.(list(f)) ?? '',
            ),
          ]
        : []),
    ],
    key: app.key,
    serve(url, filled) {
      if (!app.hosts.includes(url.hostname)) return undefined;
      return url.href.includes(at.compose) ? app.compose(filled) : list(filled);
    },
  };
}

/** Longer than any line that a folded mail shows. */
function long(mail: ReplicaMail): ReplicaMail {
  return { ...mail, html: mail.html.repeat(3) };
}

function page(app: App, filled: Filled, shown: 'list' | 'open'): string {
  const groups = threads(filled.mails).map((mails) => ({
    mails,
    id: mails[0]?.thread ?? mails[0]?.id ?? 0,
    content: app.conversation(mails, mails.map((mail) => app.message(mail, filled)).join(''), filled),
  }));
  const rows = groups.map(({ mails, id }) => app.row(mails, `data-open="c${id}"`, filled)).join('');
  const views = groups.map(({ id, content }) => view(`c${id}`, 'pane', app.base + app.at.mail(id), content));
  const first = groups[0];
  const inner = {
    list: shown === 'list' || app.split ? rows : '',
    pane: shown === 'open' && first ? first.content : '',
  };
  return `<!DOCTYPE html><html lang="${filled.lang}"><head><meta charset="utf-8"><title>${WORDS[filled.lang].inbox}</title></head><body style="background:#fff">
${app.shell(inner, filled)}
${views.join('')}<script>${SWITCHER}</script></body></html>`;
}
