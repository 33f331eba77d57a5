import { browser } from 'wxt/browser';
import type { Caller } from '@/utils/rpc/server';

const ID = 'enabled-sites';
const SCRIPT = 'content-scripts/mail.js';
const SHOW = 'content-scripts/show.js';

/**
 * Sites beyond those of the manifest, which the reader enabled in the popup:
 * the browser's own permission is the list, so that revoking it there is all
 * that is needed.
 */
export async function syncEnabledSites(): Promise<void> {
  const manifest = browser.runtime.getManifest();
  const known = new Set([
    ...(manifest.host_permissions ?? []),
    ...(manifest.content_scripts?.flatMap((s) => s.matches) ?? []),
  ]);
  const { origins = [] } = await browser.permissions.getAll();
  const matches = origins.filter((origin) => !known.has(origin) && origin !== '<all_urls>');
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  const script = { id: ID, matches, js: [SCRIPT], allFrames: true, runAt: 'document_end' as const };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
}

/** Runs the content script in mail pages that were open before us (just installed, updated or enabled). */
export async function readOpenTabs(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  if (origins.length === 0) return;
  const tabs = await browser.tabs.query({ url: origins });
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id === undefined) return;
      // A tab that is discarded, or shows an error page, cannot be read: its next load is.
      await browser.scripting
        .executeScript({ target: { tabId: id, allFrames: true }, files: [`/${SCRIPT}` as '/background.js'] })
        .catch(() => {});
    }),
  );
}

/** Brings the script that draws into the document that asks for it. */
export async function bringShow(_call: unknown, { tab, frame }: Caller): Promise<null> {
  if (tab === null) throw new Error('not in a tab');
  await browser.scripting.executeScript({
    target: { tabId: tab, frameIds: [frame] },
    files: [`/${SHOW}` as '/background.js'],
    injectImmediately: true,
  });
  return null;
}
