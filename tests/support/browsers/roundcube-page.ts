import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import type { Roundcube } from '@/tests/support/servers/roundcube';

/** The host under which the tests' Roundcube is reached: one of those that the extension reads from its install on. */
export const ROUNDCUBE_HOST = 'mail.ovh.net';
export const ROUNDCUBE_URL = `https://${ROUNDCUBE_HOST}/`;

const LIST_TIMEOUT_MS = 10_000;

/** Logged in, with the list of the inbox on the page. */
export async function login(page: Page, roundcube: Roundcube): Promise<void> {
  await page.goto(ROUNDCUBE_URL);
  await page.locator('#rcmloginuser').fill(roundcube.user);
  await page.locator('#rcmloginpwd').fill(roundcube.password);
  await page.locator('#rcmloginsubmit').click();
  await page.waitForURL(/_task=mail/);
  const rows = page.locator('#messagelist tr.message');
  try {
    await rows.first().waitFor({ timeout: LIST_TIMEOUT_MS });
  } catch {
    // With sessions in the database one login of some forty shows an empty list; the next load shows it.
    await page.reload();
    await rows.first().waitFor();
  }
}

export async function logout(page: Page): Promise<void> {
  await page.context().clearCookies({ domain: ROUNDCUBE_HOST });
}

/** The row of a mail in the list: `rcmrow` and the UID in base64 without padding. */
export function row(page: Page, uid: number): Locator {
  return page.locator(`#rcmrow${Buffer.from(String(uid)).toString('base64').replace(/=+$/, '')}`);
}

/** One click on the row; the mail's frame, once the mail is in it. Clicked again where the list was drawn anew under the click. */
export async function preview(page: Page, uid: number): Promise<FrameLocator> {
  await expect(async () => {
    await row(page, uid)
      .locator('td.subject')
      .click({ position: { x: 40, y: 12 } });
    await expect
      .poll(() => page.frames().some((frame) => isMail(frame.url(), uid)), { timeout: 3_000 })
      .toBe(true);
  }).toPass();
  const frame = page.frameLocator('#messagecontframe');
  await frame.locator('#messagebody').waitFor();
  return frame;
}

function isMail(url: string, uid: number): boolean {
  return URL.canParse(url) && new URL(url).searchParams.get('_uid') === String(uid);
}

export function showUrl(uid: number, mailbox = 'INBOX'): string {
  return `${ROUNDCUBE_URL}?_task=mail&_action=show&_uid=${uid}&_mbox=${encodeURIComponent(mailbox)}`;
}

/** UID of a mail by its file name. */
export function uidOf(roundcube: Roundcube, file: string): number {
  const index = roundcube.files.indexOf(file);
  if (index < 0) throw new Error(`no mail ${file}`);
  return index + 1;
}

/** Roundcube's own Send; the elastic skin shows a copy of it on narrow windows. */
export function sendButton(page: Page): Locator {
  return page.locator(`[onclick*="command('send'"]:not(.disabled):not([disabled])`).first();
}
