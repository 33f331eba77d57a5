import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { mailUrl, rowId } from '@/scripts/demo/list-page';
import type { DemoMail } from '@/scripts/demo/mails';
import { askTab, type LiveExtension, openOwnPage } from '@/scripts/support/extension';
import { readShields, type SeenShield } from '@/scripts/support/shields';
import type { TabState } from '@/utils/rpc/protocol';

/**
 * Opens every mail of the demo mailbox in a real browser, waits until the
 * extension has judged it, and says what a reader would see.
 *
 * "Judged" is not "a shield is there": an innocent mail gets none. The tab's own
 * answer to the extension's popup ends the wait: it has read a mail, and has
 * had time to warn of it.
 */

/** What became of one mail. `read` is false when the extension never said that it reads a mail here. */
export interface Outcome {
  readonly file: string;
  readonly read: boolean;
  readonly family: string | undefined;
  readonly level: string;
  /** Signal and quoted phrase of the first reason on the shield. */
  readonly reason: string;
}

const READ_TIMEOUT_MS = 15_000;
const SHIELD_TIMEOUT_MS = 5_000;
/** An inspection takes milliseconds; on a busy machine some hundreds. */
const SETTLE_MS = 400;
const POLL_MS = 100;
const REASON_CHARS = 70;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Judged {
  readonly state: TabState | null;
  readonly shields: readonly SeenShield[];
}

async function waitForShield(page: Page): Promise<readonly SeenShield[]> {
  const end = performance.now() + SHIELD_TIMEOUT_MS;
  for (;;) {
    const shields = await readShields(page);
    if (shields.length > 0 || performance.now() > end) return shields;
    await sleep(POLL_MS);
  }
}

async function waitForVerdict(page: Page, own: Page): Promise<Judged> {
  const end = performance.now() + READ_TIMEOUT_MS;
  let state = await askTab(own, page.url());
  while (state?.page !== 'mail' && performance.now() < end) {
    await sleep(POLL_MS);
    state = await askTab(own, page.url());
  }
  if (state?.page !== 'mail') return { state, shields: [] };
  if (state.mails.length === 0) {
    await sleep(SETTLE_MS);
    state = await askTab(own, page.url());
  }
  const shields = state && state.mails.length > 0 ? await waitForShield(page) : await readShields(page);
  return { state, shields };
}

function reasonOf({ reason }: SeenShield): string {
  if (!reason) return '';
  const phrase = reason.phrase.replaceAll(/[“”]/g, '').replaceAll(/\s+/g, ' ').trim();
  const cut = phrase.length > REASON_CHARS ? `${phrase.slice(0, REASON_CHARS)}…` : phrase;
  return cut === '' ? reason.signal : `${reason.signal}: “${cut}”`;
}

async function visit(mail: DemoMail, origin: string, live: LiveExtension, own: Page, pictures: string) {
  const page = await live.context.newPage();
  try {
    await page.goto(new URL(mailUrl(mail.uid, 'show'), origin).href);
    const { state, shields } = await waitForVerdict(page, own);
    await page.screenshot({ path: join(pictures, `${mail.file.replace(/\.eml$/i, '')}.png`) });
    const shield = shields[0];
    return {
      file: mail.file,
      read: state?.page === 'mail',
      family: shield?.family,
      level: shield?.level ?? 'none',
      reason: shield ? reasonOf(shield) : '',
    };
  } finally {
    await page.close();
  }
}

/** The list with its marks and the newest warned mail beside it, light and dark. */
async function pictureList(
  origin: string,
  live: LiveExtension,
  chosen: DemoMail | undefined,
  pictures: string,
): Promise<void> {
  const page = await live.context.newPage();
  try {
    await page.goto(`${origin}/?_task=mail&_mbox=INBOX`);
    if (chosen) {
      await page.locator(`#${rowId(chosen.uid)} td.subject a`).click();
      await page.frameLocator('#messagecontframe').locator('#messagebody').waitFor();
      await waitForShield(page);
    }
    await sleep(SETTLE_MS);
    await page.screenshot({ path: join(pictures, 'list.png') });
    await page.emulateMedia({ colorScheme: 'dark' });
    await sleep(SETTLE_MS);
    await page.screenshot({ path: join(pictures, 'list-dark.png') });
  } finally {
    await page.close();
  }
}

export interface WalkOptions {
  readonly mails: readonly DemoMail[];
  readonly origin: string;
  readonly live: LiveExtension;
  /** Folder for the pictures; made if it is missing. */
  readonly pictures: string;
  /** Called with each mail's outcome, in order. */
  onOutcome(outcome: Outcome): void;
}

/** Goes through all mails in order. */
export async function walkMails(options: WalkOptions): Promise<Outcome[]> {
  const { mails, origin, live, pictures } = options;
  await mkdir(pictures, { recursive: true });
  const own = await openOwnPage(live);
  const outcomes: Outcome[] = [];
  for (const mail of mails) {
    const outcome = await visit(mail, origin, live, own, pictures);
    outcomes.push(outcome);
    options.onOutcome(outcome);
  }
  const warned = mails.filter((_, at) => outcomes[at]?.level !== 'none');
  await pictureList(origin, live, warned.at(-1), pictures);
  return outcomes;
}
