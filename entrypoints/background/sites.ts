import { browser } from 'wxt/browser';
import { enabledOrigins, withoutPath } from '@/utils/reader/enabled-sites';
import type { Call } from '@/utils/rpc/protocol';
import type { Caller } from '@/utils/rpc/server';

const ID = 'enabled-sites';
/** Brings in what reads software that runs on any host. */
const GATE = 'hosted-gate.js';

/** Sites that the reader enabled are read from their next load on. */
export async function syncEnabledSites(): Promise<void> {
  const matches = await enabledOrigins();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  const script = { id: ID, matches, js: [GATE], allFrames: true, runAt: 'document_end' as const };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
}

/**
 * Runs the content script in pages that were open before us (just installed, updated or enabled). Not what belongs
 * into the page's own world: it has to be there before the page, so there it comes with the next load.
 */
export async function readOpenTabs(): Promise<void> {
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  const own = scripts
    .filter((script) => !('world' in script))
    .map(({ matches, js = [] }) => ({ matches: matches as string[], js }));
  await Promise.all([...own, { matches: await enabledOrigins(), js: [GATE] }].map(runIn));
}

async function runIn({ matches, js }: { matches: string[]; js: readonly string[] }): Promise<void> {
  if (matches.length === 0) return;
  // By host: the page around may be at another path than the frame that is read (iCloud), and permissions know no paths.
  const tabs = await browser.tabs.query({ url: matches.map((match) => `${withoutPath(match)}/*`) });
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

/** Brings a script into the document that asks for it: the one that reads mail, or one that draws. */
export async function bringShow(
  { what }: Extract<Call, { call: 'show' }>,
  { tab, frame }: Caller,
): Promise<null> {
  if (tab === null) throw new Error('not in a tab');
  await browser.scripting.executeScript({
    target: { tabId: tab, frameIds: [frame] },
    files: [`/content-scripts/${what}.js` as '/background.js'],
    injectImmediately: true,
  });
  return null;
}
