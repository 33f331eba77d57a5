import { browser } from 'wxt/browser';
import type { Caller } from '@/utils/rpc/server';

const ID = 'enabled-sites';
/** Reads software that runs on any host. */
const HOSTED = 'content-scripts/hosted.js';
const DRAWING = {
  show: 'content-scripts/show.js',
  note: 'content-scripts/note.js',
  cover: 'content-scripts/cover.js',
} as const;

/** Origins beyond those of the manifest: the browser's own permission is the list, so that revoking it there is all that is needed. */
async function enabledOrigins(): Promise<string[]> {
  const manifest = browser.runtime.getManifest();
  const known = new Set([
    ...(manifest.host_permissions ?? []).map(withoutPath),
    ...(manifest.content_scripts?.flatMap((s) => (s.matches ?? []).map(withoutPath)) ?? []),
  ]);
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((origin) => !known.has(withoutPath(origin)) && origin !== '<all_urls>');
}

/** Of a match pattern. Chromium lists `https://host/*` beside the `https://host/mail/*` of the manifest. */
function withoutPath(pattern: string): string {
  return pattern.split('/').slice(0, 3).join('/');
}

/** Sites that the reader enabled in the popup are read from their next load on. */
export async function syncEnabledSites(): Promise<void> {
  const matches = await enabledOrigins();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  const script = { id: ID, matches, js: [HOSTED], allFrames: true, runAt: 'document_end' as const };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
}

/** Runs the content script in mail pages that were open before us (just installed, updated or enabled). */
export async function readOpenTabs(): Promise<void> {
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  const own = scripts.map(({ matches, js = [] }) => ({ matches: matches as string[], js }));
  await Promise.all([...own, { matches: await enabledOrigins(), js: [HOSTED] }].map(runIn));
}

async function runIn({ matches, js }: { matches: string[]; js: readonly string[] }): Promise<void> {
  if (matches.length === 0) return;
  const tabs = await browser.tabs.query({ url: matches });
  const files = js.map((file) => `/${file.replace(/^\//, '')}` as '/background.js');
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id === undefined) return;
      // A tab that is discarded, or shows an error page, cannot be read: its next load is.
      await browser.scripting
        .executeScript({ target: { tabId: id, allFrames: true }, files })
        .catch(() => {});
    }),
  );
}

/** Brings a script that draws into the document that asks for it. */
export async function bringShow(
  { what }: { what: keyof typeof DRAWING },
  { tab, frame }: Caller,
): Promise<null> {
  if (tab === null) throw new Error('not in a tab');
  await browser.scripting.executeScript({
    target: { tabId: tab, frameIds: [frame] },
    files: [`/${DRAWING[what]}` as '/background.js'],
    injectImmediately: true,
  });
  return null;
}
