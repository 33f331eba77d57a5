import { browser } from 'wxt/browser';
import { hasConsent } from '@/utils/reader/consent';
import { readDesks } from '@/utils/reader/desks';
import { DELIVERIES } from '@/utils/report/deliveries/registry';
import type { Call } from '@/utils/rpc/protocol';
import type { Caller } from '@/utils/rpc/server';
import { PendingReport } from '@/utils/schema/report';
import { recordReport } from '@/utils/storage/reports';
import { createSessionSlot } from '@/utils/storage/session';

/** Roundcube lost the attachment three times running in no measurement; then the reader is told how to do it by hand. */
const MAX_ATTEMPTS = 3;
/** After that an open compose window is no longer our report. */
const PENDING_FOR_MS = 30 * 60_000;

const pending = createSessionSlot('pending', PendingReport);
/** A report that waits for the reader's consent; one at a time. */
const waiting = createSessionSlot('waiting', PendingReport);
const WAITING = 'one';
/** The compose window's page may ask before the note of what is pending is written: it waits for this. */
let opening: Promise<unknown> = Promise.resolve();

type ReportCall = Extract<Call, { call: 'report' }>;

/**
 * Opens the compose window of the reader's own webmail. A page that took over
 * its content script can at most open a compose window of its own origin, to a
 * desk that we know.
 */
export async function openReport(
  { site, family, plan, file }: ReportCall,
  caller: Caller,
): Promise<{ opened: 'compose' | 'consent' }> {
  const { origin } = caller;
  const report: PendingReport = { site, family, origin, plan, file, started: Date.now(), attempts: 1 };
  if (!writesAt(report, new URL(plan.compose).origin)) throw new Error('compose address of another origin');
  if (!(await isDesk(plan.to))) throw new Error('unknown desk');
  if (!(await hasConsent())) {
    await waiting.write(WAITING, report);
    await open(browser.runtime.getURL('/report.html' as '/'), caller.tab);
    return { opened: 'consent' };
  }
  const opened = openCompose(report, caller.tab);
  opening = opened.catch(() => {});
  await opened;
  return { opened: 'compose' };
}

/** For the consent page: what it asks for. */
export function waitingReport(): Promise<PendingReport | null> {
  return waiting.read(WAITING);
}

/** The reader agreed on our consent page: the report that waited goes on, in that page's tab. */
export async function resumeReport(caller: Caller): Promise<null> {
  const report = await waiting.read(WAITING);
  if (!report || caller.tab === null || !(await hasConsent())) return null;
  await waiting.remove(WAITING);
  await pending.write(String(caller.tab), { ...report, started: Date.now() });
  await browser.tabs.update(caller.tab, { url: report.plan.compose });
  await remember(report);
  return null;
}

export async function pendingReport(caller: Caller): Promise<PendingReport | null> {
  await opening;
  const report = await pending.read(String(caller.tab));
  if (!report) return null;
  const stale = Date.now() - report.started > PENDING_FOR_MS;
  if (stale || !writesAt(report, caller.origin)) {
    if (stale) await pending.remove(String(caller.tab));
    return null;
  }
  return report;
}

/** `missing` opens the compose window anew, in the same tab, a few times. */
export async function settleReport(
  outcome: Extract<Call, { call: 'pending-done' }>['outcome'],
  caller: Caller,
): Promise<{ again: boolean }> {
  const report = await pendingReport(caller);
  if (!report || caller.tab === null) return { again: false };
  if (outcome === 'missing' && report.attempts < MAX_ATTEMPTS) {
    await pending.write(String(caller.tab), { ...report, attempts: report.attempts + 1 });
    await browser.tabs.update(caller.tab, { url: report.plan.compose });
    return { again: true };
  }
  if (outcome === 'sent' || outcome === 'given-up') await pending.remove(String(caller.tab));
  return { again: false };
}

export async function forgetReport(tab: number): Promise<void> {
  await pending.remove(String(tab));
}

async function openCompose(report: PendingReport, opener: number | null): Promise<void> {
  const tab = await open(report.plan.compose, opener);
  if (tab.id === undefined) throw new Error('no tab');
  await pending.write(String(tab.id), report);
  await remember(report);
}

async function isDesk(address: string): Promise<boolean> {
  return (await readDesks()).some(({ email }) => Object.values(email ?? {}).includes(address));
}

/** Where this webmail may have its compose window: at the mail's own origin, or at those that its delivery names. */
function writesAt({ site, origin }: PendingReport, at: string): boolean {
  return at === origin || (DELIVERIES[site].composeOrigins ?? []).includes(at);
}

/** A report of a text that was checked: its mailbox is opened by our own page. */
export async function noteChecked({
  family,
  target,
  copied,
}: Extract<Call, { call: 'checked-reported' }>): Promise<null> {
  await recordReport({ time: Date.now(), site: 'page', family, target, rank: copied ? '3' : '4' }).catch(
    () => {},
  );
  return null;
}

/** In the reader's log stands what was opened, not what the reader then refused; the log may fail, the report may not. */
async function remember({ site, family, plan }: PendingReport): Promise<void> {
  await recordReport({ time: Date.now(), site, family, target: plan.desk, rank: plan.rank }).catch(() => {});
}

async function open(url: string, opener: number | null) {
  const beside = opener === null ? undefined : await browser.tabs.get(opener).catch(() => undefined);
  return browser.tabs.create({
    url,
    ...(beside?.id === undefined ? {} : { openerTabId: beside.id, index: beside.index + 1 }),
  });
}
