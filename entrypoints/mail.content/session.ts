import { browser } from 'wxt/browser';
import { composePlace } from '@/entrypoints/mail.content/compose-place';
import type { Marks } from '@/entrypoints/show.content/marks';
import type { Scope, Show } from '@/entrypoints/show.content/scope';
import type { Shields } from '@/entrypoints/show.content/shields';
import type { Adapter, ListRow, RenderedMail } from '@/utils/adapters/adapter';
import { type AnchorFixes, usableFixes } from '@/utils/adapters/anchors';
import { headToTell, joinHead } from '@/utils/adapters/head';
import { recognised } from '@/utils/adapters/recognised';
import { watch } from '@/utils/adapters/watch';
import { call } from '@/utils/rpc/client';
import { CallError } from '@/utils/rpc/error';
import type { Replies, Tell, Trouble, Words } from '@/utils/rpc/protocol';
import type { Found } from '@/utils/schema/found';
import type { MailHead } from '@/utils/schema/head';
import type { Message } from '@/utils/schema/message';
import type { Against } from '@/utils/schema/signal';
import type { PageState } from '@/utils/schema/site';
import { isOwnHost } from '@/utils/shield/hosts';

/**
 * One document of a webmail, from its load to its end: watches it, has its
 * mails judged, shows what was found, and answers when the popup asks. Where
 * anything fails nothing is shown on the page, and the popup says why.
 */
export function attend(adapter: Adapter, page: Document, signal: AbortSignal): void {
  const site = adapter.id;
  const url = () => new URL(page.URL);
  let state: PageState = 'other';
  let trouble: Trouble | null = null;
  let found: Found | null = null;
  /** Ends the watching that goes on now; a pause ends it, a change of settings begins another. */
  let run: AbortController | null = null;
  let shields: Shields | null = null;
  let marks: Marks | null = null;
  let rows: readonly ListRow[] = [];
  let open: readonly RenderedMail[] = [];
  /** Open mails in which something spoke against a warning. */
  const held = new Map<string, Against>();
  /** Rows that were asked for and have no mark, as long as nothing was drawn. */
  const unmarked = new Set<string>();

  /** Mails whose head another document has: judged again when it says one. */
  const headless = new Map<string, { mail: RenderedMail; message: Message }>();
  let judgeHeadless = () => {};
  /** Heads of mails whose bodies stand in other documents, and which of them was asked for. */
  let heads: readonly MailHead[] = [];
  let wanted: string | null = null;
  let toldHead = '';

  const words = remember(() => call({ call: 'words' }));
  const show = remember(async () => {
    await call({ call: 'show', what: 'show' });
    const scope = globalThis as Scope;
    if (!scope.unbluffShow) throw new CallError('failed');
    return scope.unbluffShow;
  });
  const bring = (): Promise<[Show, Words]> => Promise.all([show.get(), words.get()]);

  const sayState = () =>
    call({
      call: 'state',
      site,
      page: state,
      mails: shields?.states() ?? [],
      heldBack: [...held.values()][0] ?? null,
      trouble,
      found,
    }).catch(() => null);
  const say = (what: Trouble | null) => {
    if (trouble === what) return;
    trouble = what;
    void sayState();
  };
  /** A call that fails costs itself. One that finds the extension gone means that this script is an orphan. */
  const guard = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => {
      if (!(error instanceof CallError)) say('page-changed');
      else if (error.code === 'failed') say('list-unreadable');
      else if (error.code === 'gone') run?.abort();
      else say('background-broken');
    });

  const sayHead = (again: boolean) => {
    const head = headToTell(heads, wanted);
    const content = JSON.stringify(head);
    if (!head || (content === toldHead && !again)) return;
    toldHead = content;
    guard(call({ call: 'head', site, head }));
  };

  const judge = async (mail: RenderedMail, read: Message, current: AbortSignal) => {
    const asked = { call: 'inspect', site, key: mail.key, message: read } as const;
    const answer = await call(mail.headless ? { ...asked, headless: true } : asked);
    const { verdict, dismissed, head } = answer;
    const message = head ? joinHead(read, head) : read;
    if (current.aborted) return;
    if (trouble === 'list-unreadable' || trouble === 'background-broken') say(null);
    if (verdict.level === 'none' && verdict.heldBack) held.set(mail.key, verdict.heldBack.by);
    else held.delete(mail.key);
    if (verdict.level === 'none') return shields?.remove(mail.key);
    const [brought, said] = await bring();
    // A webmail may have drawn the mail anew meanwhile; where it stands now is what counts.
    const now = open.find(({ key }) => key === mail.key);
    if (current.aborted || !now) return;
    shields ??= brought.createShields({
      site,
      page,
      onChange: () => void sayState(),
      onFight: () => say('page-fights'),
      signal,
    });
    shields.show({ mail: now, message, verdict, dismissed }, said);
  };

  /** Asks for marks without bringing in what draws them, until there is one to draw. */
  const mark = async (current: AbortSignal) => {
    if (!marks && rows.length > 0) {
      const found = await findMarks(site, rows, unmarked);
      if (current.aborted || !found) return;
      const [brought, said] = await bring();
      if (current.aborted) return;
      marks ??= brought.createMarks(site, page, said, signal);
    }
    await marks?.update(rows);
  };

  const start = (withMarks: boolean, fixes: AnchorFixes) => {
    const fixed = adapter.withFixes?.(usableFixes(fixes, page)) ?? adapter;
    const mine = new AbortController();
    run = mine;
    const current = AbortSignal.any([signal, mine.signal]);
    const latest = new Map<string, AbortController>();
    const ask = (mail: RenderedMail, message: Message) => {
      latest.get(mail.key)?.abort();
      const mine = new AbortController();
      latest.set(mail.key, mine);
      guard(judge(mail, message, AbortSignal.any([current, mine.signal])));
    };
    judgeHeadless = () => {
      for (const { mail, message } of current.aborted ? [] : headless.values()) ask(mail, message);
    };
    watch(
      { adapter: fixed, page, url, isOwn: isOwnHost },
      {
        page(now) {
          open = now.mails;
          shields?.follow(open);
          rows = withMarks ? now.rows : [];
          guard(mark(current));
          heads = now.heads ?? [];
          sayHead(false);
          const isNews = now.state !== state;
          state = now.state;
          found = recognised(now);
          if (isNews) void sayState();
        },
        mail(mail, message) {
          if (mail.headless) headless.set(mail.key, { mail, message });
          ask(mail, message);
        },
        gone(key) {
          latest.get(key)?.abort();
          latest.delete(key);
          headless.delete(key);
          held.delete(key);
          shields?.remove(key);
        },
        failed: () => say('page-changed'),
      },
      current,
    );
  };

  const restart = async () => {
    const { paused, marks: withMarks, fixes } = await call({ call: 'hello', site });
    run?.abort();
    run = null;
    words.forget();
    shields?.clear();
    held.clear();
    headless.clear();
    toldHead = '';
    marks?.clear();
    marks = null;
    if (!paused && !signal.aborted) start(withMarks, fixes);
  };

  const hear = (heard: Tell, answer: (done: boolean) => void): boolean => {
    if (heard.tell === 'settings-changed') guard(restart());
    if (heard.tell === 'marks-changed') {
      unmarked.clear();
      if (marks) guard(marks.refresh());
      else if (run) guard(mark(AbortSignal.any([signal, run.signal])));
    }
    if (heard.tell === 'head-changed') judgeHeadless();
    if (heard.tell === 'say-head') {
      wanted = heard.key;
      sayHead(true);
    }
    if (heard.tell === 'report') shields?.report(heard.key);
    if (heard.tell === 'say-state') void sayState().then(() => answer(true));
    return heard.tell === 'say-state';
  };
  // Only our own background can speak to this listener, so a `Tell` is what it says.
  const listener = (raw: unknown, _sender: unknown, answer: (done: boolean) => void) =>
    hear(raw as Tell, answer);
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener), { once: true });

  guard(restart());
  if (page.defaultView === page.defaultView?.top) guard(attendReport(page, url(), words.get, signal));
}

/** The protocol's cap on one question; no list shows more rows at once. */
const MAX_ROWS = 500;

/** Whether any row has a mark at all. Asks only for rows that are not known to have none, and notes those. */
async function findMarks(
  site: Adapter['id'],
  rows: readonly ListRow[],
  unmarked: Set<string>,
): Promise<boolean> {
  const keys = rows
    .map(({ key }) => key)
    .filter((key) => !unmarked.has(key))
    .slice(0, MAX_ROWS);
  if (keys.length === 0) return false;
  const found: Replies['marks'] = await call({ call: 'marks', site, keys });
  for (const key of keys) if (!(key in found)) unmarked.add(key);
  return Object.keys(found).length > 0;
}

/** A compose window that a report of ours opened gets its note; the page after sending ends the report. */
async function attendReport(
  page: Document,
  url: URL,
  askWords: () => Promise<Words>,
  signal: AbortSignal,
): Promise<void> {
  const report = await call({ call: 'pending' });
  if (!report || signal.aborted) return;
  const place = composePlace(report.site, page, url);
  if (place === 'after') await call({ call: 'pending-done', outcome: 'sent' });
  if (place !== 'compose') return;
  const [words] = await Promise.all([askWords(), call({ call: 'show', what: 'note' })]);
  const note = (globalThis as Scope).unbluffNote;
  if (!signal.aborted) note?.attendCompose(page, report, words, signal);
}

/** Asks once and keeps the answer; a failure is not kept. */
function remember<T>(ask: () => Promise<T>): { get(): Promise<T>; forget(): void } {
  let kept: Promise<T> | null = null;
  return {
    get() {
      kept ??= ask().catch((error: unknown) => {
        kept = null;
        throw error;
      });
      return kept;
    },
    forget() {
      kept = null;
    },
  };
}
