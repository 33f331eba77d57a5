import { type Browser, browser } from 'wxt/browser';

/**
 * Firefox wants consent before anything leaves by an extension's doing, and the
 * reader can take it back at any time: it is asked of the browser each time, never
 * remembered. Elsewhere the reader's own Send is the consent, and this permission
 * does not exist.
 */
const DATA = 'personalCommunications';
/** The type definitions do not know this field yet. */
const CONSENT = { data_collection: [DATA] } as Browser.permissions.Permissions;

export async function hasConsent(): Promise<boolean> {
  if (import.meta.env.BROWSER !== 'firefox') return true;
  const granted = await browser.permissions.getAll();
  return ((granted as { data_collection?: string[] }).data_collection ?? []).includes(DATA);
}

/** Asks the reader. Only within a press: after any wait the browser refuses. */
export async function askConsent(): Promise<boolean> {
  if (import.meta.env.BROWSER !== 'firefox') return true;
  return browser.permissions.request(CONSENT).catch(() => false);
}
