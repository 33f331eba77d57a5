import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { forgetAllChats, forgetChats, inspectChat } from '@/entrypoints/background/chats';
import { checkedText, checkTab, drawMenu, offerChecks } from '@/entrypoints/background/check';
import { noteSaving, settleDownload, watchDownloads } from '@/entrypoints/background/downloads';
import { checkLists, listInUseText, listState, offerLists } from '@/entrypoints/background/feed';
import { forgetHead, forgetHeads, headFor, keepHead } from '@/entrypoints/background/heads';
import { judge } from '@/entrypoints/background/judge';
import {
  forgetReport,
  noteChecked,
  openReport,
  pendingReport,
  resumeReport,
  settleReport,
  waitingReport,
} from '@/entrypoints/background/reports';
import { bringShow, readOpenTabs, syncEnabledSites } from '@/entrypoints/background/sites';
import { askTab, forgetTab, setFrameState, setTelegramState } from '@/entrypoints/background/tabs';
import { joinHead } from '@/utils/adapters/head';
import { homeOf } from '@/utils/adapters/homes';
import { TELEGRAM_HOSTS } from '@/utils/adapters/telegram-hosts';
import { fixesFor } from '@/utils/feed/fixes';
import { readWords } from '@/utils/reader/words';
import type { Tell } from '@/utils/rpc/protocol';
import type { Handlers } from '@/utils/rpc/server';
import { serve } from '@/utils/rpc/server';
import { dismiss, eraseJournal, listJournal, lookUp, record } from '@/utils/storage/journal';
import { listReports } from '@/utils/storage/reports';
import { hashKey } from '@/utils/storage/secret';
import { readSettings, writeSettings } from '@/utils/storage/settings';
import { noteTold, wasTold } from '@/utils/storage/told';

const handlers: Handlers = {
  async hello({ site }, caller) {
    forgetHead(site, caller);
    const { paused, marks } = await readSettings();
    // A list that cannot be read brings no fixes; what else that means is said when a mail is judged.
    const fixes = await judge().then(
      (judged) => fixesFor(judged.fixes, site),
      () => ({}),
    );
    return { paused: paused.includes(homeOf(caller.origin)), marks, fixes };
  },
  async inspect({ site, key, message: read, headless }, caller) {
    const { engine } = await judge();
    const origin = homeOf(caller.origin);
    const head = headless ? headFor(site, key, caller) : null;
    const message = head ? joinHead(read, head) : read;
    const verdict = engine.inspect(message);
    if (verdict.family === null || verdict.level === 'none') return { verdict, dismissed: false, head };
    const entry = {
      key: await hashKey(origin, site, key),
      row: await hashKey(origin, site, rowOf(key)),
      content: await hashKey(message.from?.address ?? '', message.subject, message.text),
      time: Date.now(),
      site,
      family: verdict.family,
      level: verdict.level,
      patterns: [...new Set(verdict.findings.map((finding) => finding.source))],
      dismissed: false,
    };
    // A journal that cannot be written costs the mark and the dismissal, not the warning.
    const kept = await record(entry).catch(() => entry);
    // Not waited for: the warning comes first.
    void tell(caller.tab, 'marks-changed');
    return { verdict, dismissed: kept.dismissed, head };
  },
  async telegram({ client }, { origin }) {
    // Compiled while the app still starts: the first chat does not wait for it.
    void judge().then(
      ({ engine }) => engine.compileAll(),
      () => {},
    );
    const [{ paused }, told] = await Promise.all([readSettings(), wasTold(`telegram-${client}-saves`)]);
    return { paused: paused.includes(origin), told };
  },
  'inspect-chat': inspectChat,
  async told({ client }) {
    await noteTold(`telegram-${client}-saves`);
    return null;
  },
  saving: noteSaving,
  download: settleDownload,
  async lend({ peer, on }, { tab }) {
    const tabs = await browser.tabs.query({ url: [...TELEGRAM_HOSTS] });
    const others = tabs.flatMap(({ id }) => (id === undefined || id === tab ? [] : [id]));
    await Promise.all(
      others.map((id) => browser.tabs.sendMessage<Tell>(id, { tell: 'lend', peer, on }).catch(() => {})),
    );
    return null;
  },
  async 'telegram-state'({ state }, caller) {
    await setTelegramState(caller, state);
    return null;
  },
  head: ({ site, head }, caller) => keepHead(site, head, caller),
  words: readWords,
  show: bringShow,
  async marks({ site, keys }, { origin }) {
    const names = new Map(
      await Promise.all(keys.map(async (key) => [await hashKey(origin, site, key), key] as const)),
    );
    const marks: Awaited<ReturnType<Handlers['marks']>> = {};
    for (const { row, family, level, dismissed } of await lookUp([...names.keys()])) {
      const name = names.get(row);
      if (name === undefined || dismissed || marks[name]?.level === 'warning') continue;
      marks[name] = { family, level };
    }
    return marks;
  },
  async dismiss({ site, key, on }, { origin, tab }) {
    await dismiss(await hashKey(homeOf(origin), site, key), on);
    await tell(tab, 'marks-changed');
    return null;
  },
  async state({ call: _, ...state }, caller) {
    await setFrameState(caller, state);
    return null;
  },
  report: openReport,
  pending: (_call, caller) => pendingReport(caller),
  'pending-done': ({ outcome }, caller) => settleReport(outcome, caller),
  tab: ({ tab }) => askTab(tab),
  async pause({ origin, on }) {
    const settings = await readSettings();
    const others = settings.paused.filter((paused) => paused !== origin);
    await writeSettings({ ...settings, paused: on ? [...others, origin] : others });
    await tellPages();
    return null;
  },
  settings: readSettings,
  async 'set-settings'({ settings }) {
    await writeSettings(settings);
    await nameMenu();
    await tellPages();
    return settings;
  },
  async journal() {
    return { verdicts: await listJournal(), reports: await listReports() };
  },
  async erase() {
    await eraseJournal();
    return null;
  },
  async list() {
    return listState();
  },
  async 'check-lists'() {
    void checkLists();
    return null;
  },
  'list-text': listInUseText,
  check: ({ tab }) => checkTab(tab),
  checked: ({ id }) => checkedText(id),
  'checked-reported': noteChecked,
  waiting: waitingReport,
  consented: (_call, caller) => resumeReport(caller),
};

/** What names the row of a mail: its key up to a `#`, behind which the mails of a conversation are told apart. */
function rowOf(key: string): string {
  return key.split('#', 1)[0] ?? key;
}

/** Pages that read mail ask again what the settings are. */
async function tellPages(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map(({ id }) => tell(id ?? null, 'settings-changed')));
}

/** The context menu speaks the reader's language. */
async function nameMenu(): Promise<void> {
  const { strings } = await readWords();
  await drawMenu(strings['check.menu'] ?? '');
}

/** Tabs without our script do not hear; that is no error. */
async function tell(tab: number | null, what: 'settings-changed' | 'marks-changed'): Promise<void> {
  if (tab !== null) await browser.tabs.sendMessage<Tell>(tab, { tell: what }).catch(() => {});
}

export default defineBackground(() => {
  // Every listener is added now, in the first turn: a woken worker must be able to hear what woke it.
  serve(handlers);
  offerChecks();
  watchDownloads();
  offerLists(async () => {
    forgetAllChats();
    await tellPages();
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void syncEnabledSites();
    void readOpenTabs();
    void nameMenu();
    if (reason === 'install')
      void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html' as '/') });
  });
  browser.permissions.onAdded.addListener(() => {
    watchDownloads();
    void syncEnabledSites().then(readOpenTabs);
  });
  browser.permissions.onRemoved.addListener(() => void syncEnabledSites());
  browser.tabs.onRemoved.addListener((tab) => {
    forgetHeads(tab);
    forgetChats(tab);
    void forgetTab(tab);
    void forgetReport(tab);
  });
  // Content scripts have no business in our storage; what they need they ask for.
  void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  // Compiled while the page still loads: the first mail does not wait for it.
  void judge().catch(() => {});
});
