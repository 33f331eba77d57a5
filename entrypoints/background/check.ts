import { browser } from 'wxt/browser';
import { judge } from '@/entrypoints/background/judge';
import type { Replies } from '@/utils/rpc/protocol';
import type { Message } from '@/utils/schema/message';
import { Picked } from '@/utils/schema/picked';

/**
 * "Check this text": for pages that we do not read by ourselves. The reader asks
 * (context menu, keyboard, popup), which gives us that one tab for that one time.
 *
 * What was picked is kept in memory only, and only for the page that shows it.
 */
const MENU = 'check';
const COMMAND = 'check-page';
const MAX_KEPT = 5;

type Checked = NonNullable<Replies['checked']>;
const kept = new Map<string, Checked>();

export function offerChecks(): void {
  // Firefox for Android has no context menus.
  browser.contextMenus?.onClicked.addListener(({ menuItemId, selectionText }, tab) => {
    if (menuItemId === MENU) void checkTab(tab?.id, selectionText);
  });
  browser.commands?.onCommand.addListener((command, tab) => {
    if (command === COMMAND) void checkTab(tab?.id);
  });
}

/** The menu is remembered by the browser; it is made anew when we are installed or updated, or the language changes. */
export async function drawMenu(title: string): Promise<void> {
  if (!browser.contextMenus) return;
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: MENU, title, contexts: ['page', 'selection'] });
}

/** Judges what is selected in a tab, or its main text, and opens the page that says what was found. */
export async function checkTab(tab: number | undefined, selectionText?: string): Promise<null> {
  const id = crypto.randomUUID();
  const picked = await pick(tab, selectionText);
  const checked = picked && { picked, verdict: (await judge()).engine.inspect(messageOf(picked)) };
  if (checked) kept.set(id, checked);
  for (const old of [...kept.keys()].slice(0, -MAX_KEPT)) kept.delete(old);
  const opener = tab === undefined ? undefined : await browser.tabs.get(tab).catch(() => undefined);
  await browser.tabs.create({
    url: browser.runtime.getURL(`/check.html?id=${id}` as '/'),
    ...(opener?.id === undefined ? {} : { openerTabId: opener.id, index: opener.index + 1 }),
  });
  return null;
}

/** Null when it is no longer known: the background ended meanwhile. */
export async function checkedText(id: string): Promise<Checked | null> {
  return kept.get(id) ?? null;
}

/** Null: the page may not be read (the browser's own pages, shops of extensions), and nothing was selected. */
async function pick(tab: number | undefined, selectionText: string | undefined): Promise<Picked | null> {
  if (tab !== undefined) {
    const results = await browser.scripting
      .executeScript({ target: { tabId: tab }, files: ['/pick.js' as '/background.js'] })
      .catch(() => []);
    const picked = Picked.safeParse(results[0]?.result);
    if (picked.success && picked.data.text.trim() !== '') return picked.data;
  }
  return selectionText ? { how: 'selected', title: '', text: selectionText, truncated: false } : null;
}

function messageOf({ title, text, truncated }: Picked): Message {
  return {
    channel: 'mail',
    subject: title,
    text,
    truncated,
    to: [],
    attachments: [],
    links: [],
    images: 0,
    hidden: { characters: 0, ways: [] },
  };
}
