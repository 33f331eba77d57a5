import { browser } from 'wxt/browser';
import { attendCompose, composePlace } from '@/entrypoints/mail.content/compose';
import { createMarks } from '@/entrypoints/mail.content/marks';
import { createShields } from '@/entrypoints/mail.content/shields';
import type { Adapter, RenderedMail } from '@/utils/adapters/adapter';
import { watch } from '@/utils/adapters/watch';
import { call } from '@/utils/rpc/client';
import { CallError } from '@/utils/rpc/error';
import { Tell, type Trouble, type Words } from '@/utils/rpc/protocol';
import type { Message } from '@/utils/schema/message';
import type { PageState } from '@/utils/schema/site';
import { isOwnHost } from '@/utils/shield/mount';

/**
 * One document of a webmail, from its load to its end: watches it, has its
 * mails judged, shows what was found, and answers when the popup asks. Where
 * anything fails nothing is shown on the page, and the popup says why.
 */
export async function attend(adapter: Adapter, page: Document, signal: AbortSignal): Promise<void> {
  const site = adapter.id;
  const url = () => new URL(page.URL);
  let state: PageState = 'other';
  let trouble: Trouble | null = null;
  let reading: AbortController | null = null;
  let loaded: Promise<Words> | null = null;

  const words = () => {
    loaded ??= call({ call: 'words' }).catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
  const sayState = () => call({ call: 'state', site, page: state, mails: shields.states(), trouble });
  const report = (what: Trouble) => {
    trouble = what;
    void sayState().catch(() => {});
  };
  const shields = createShields({
    site,
    page,
    onChange: () => void sayState().catch(() => {}),
    onFight: () => report('page-fights'),
    signal,
  });
  const marks = createMarks(site, page, words, signal);
  /** A call that fails costs itself. One that finds the extension gone means that this script is an orphan. */
  const guard = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => {
      if (!(error instanceof CallError)) report('page-changed');
      else if (error.code === 'failed') report('list-unreadable');
      else if (error.code === 'gone') reading?.abort();
      else report('background-broken');
    });

  const judge = async (mail: RenderedMail, message: Message, current: AbortSignal) => {
    const { verdict, dismissed } = await call({ call: 'inspect', site, key: mail.key, message });
    if (current.aborted || !mail.anchor.isConnected) return;
    if (trouble === 'list-unreadable' || trouble === 'background-broken') trouble = null;
    if (verdict.level === 'none') return shields.remove(mail.key);
    const said = await words();
    if (!current.aborted && mail.anchor.isConnected)
      shields.show({ mail, message, verdict, dismissed }, said);
  };

  const start = (withMarks: boolean) => {
    const run = new AbortController();
    reading = run;
    const current = AbortSignal.any([signal, run.signal]);
    const latest = new Map<string, AbortController>();
    watch(
      { adapter, page, url, isOwn: isOwnHost },
      {
        page(now) {
          if (now.state !== state) {
            state = now.state;
            void sayState().catch(() => {});
          }
          if (withMarks) guard(marks.update(now.rows));
        },
        mail(mail, message) {
          latest.get(mail.key)?.abort();
          const mine = new AbortController();
          latest.set(mail.key, mine);
          guard(judge(mail, message, AbortSignal.any([current, mine.signal])));
        },
        gone(key) {
          latest.get(key)?.abort();
          latest.delete(key);
          shields.remove(key);
        },
        failed: () => report('page-changed'),
      },
      current,
    );
  };

  const restart = async () => {
    const { paused, marks: withMarks } = await call({ call: 'hello', site });
    reading?.abort();
    reading = null;
    loaded = null;
    shields.clear();
    marks.clear();
    if (!paused && !signal.aborted) start(withMarks);
  };

  browser.runtime.onMessage.addListener((raw: unknown, _sender, sendResponse) => {
    const heard = Tell.safeParse(raw);
    if (!heard.success || signal.aborted) return false;
    if (heard.data.tell === 'settings-changed') guard(restart());
    if (heard.data.tell === 'marks-changed') guard(marks.refresh());
    if (heard.data.tell === 'say-state') guard(sayState().then(() => sendResponse(true)));
    if (heard.data.tell === 'report') shields.report(heard.data.key);
    return heard.data.tell === 'say-state';
  });

  guard(restart());
  if (page.defaultView === page.defaultView?.top) guard(attendReport(page, words, signal));
}

/** A compose window that a report of ours opened gets its note; the page after sending ends the report. */
async function attendReport(page: Document, words: () => Promise<Words>, signal: AbortSignal): Promise<void> {
  const report = await call({ call: 'pending' });
  if (!report || signal.aborted) return;
  const place = composePlace(report.site, page, new URL(page.URL));
  if (place === 'compose') attendCompose(page, report, await words(), signal);
  if (place === 'after') await call({ call: 'pending-done', outcome: 'sent' });
}
