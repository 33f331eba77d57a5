import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { homeOf } from '@/utils/adapters/homes';
import {
  type MailState,
  MailState as MailStateSchema,
  type TabState,
  type Tell,
  Trouble,
} from '@/utils/rpc/protocol';
import type { Caller } from '@/utils/rpc/server';
import { Found } from '@/utils/schema/found';
import { Against } from '@/utils/schema/signal';
import { PageState, SiteId } from '@/utils/schema/site';
import { TelegramState } from '@/utils/schema/telegram-state';
import { createSessionSlot } from '@/utils/storage/session';
import { readSettings } from '@/utils/storage/settings';

/** What one document of a tab said last. */
const FrameState = z.object({
  origin: z.string(),
  site: SiteId,
  page: PageState,
  mails: z.array(MailStateSchema),
  heldBack: z.nullable(Against),
  trouble: z.nullable(Trouble),
  found: z.nullable(Found),
});
type FrameState = z.infer<typeof FrameState>;

const frames = createSessionSlot('frame', FrameState);
/** What a page of Telegram said last. */
const telegram = createSessionSlot('telegram', z.object({ origin: z.string(), state: TelegramState }));

export async function setTelegramState({ tab, origin }: Caller, state: TelegramState): Promise<void> {
  if (tab !== null) await telegram.write(`${tab}`, { origin, state });
}

export async function setFrameState(caller: Caller, state: Omit<FrameState, 'origin'>): Promise<void> {
  if (caller.tab === null) return;
  await frames.write(`${caller.tab}:${caller.frame}`, { ...state, origin: homeOf(caller.origin) });
}

export async function forgetTab(tab: number): Promise<void> {
  const stored = await browser.storage.session.get(null);
  const gone = Object.keys(stored).filter((key) => key.startsWith(`frame:${tab}:`));
  await browser.storage.session.remove(gone);
  await telegram.remove(`${tab}`);
}

/** After the first document has answered, the tab's other documents get this long. */
const ANSWERS_MS = 150;

/**
 * What the tab shows now. Its documents are asked anew: an answer from before a
 * navigation would speak of another page, and a page without our script gives none.
 */
export async function askTab(tab: number): Promise<TabState> {
  await forgetTab(tab);
  const ask: Tell = { tell: 'say-state' };
  const answered = await browser.tabs.sendMessage(tab, ask).then(
    () => true,
    () => false,
  );
  if (answered) await new Promise((resolve) => setTimeout(resolve, ANSWERS_MS));
  return tabState(tab);
}

/** One picture of a tab out of what its documents say: a mail in a frame counts as the tab's. */
async function tabState(tab: number): Promise<TabState> {
  const states = await frames.all(`${tab}:`);
  const mails: MailState[] = states.flatMap((state) => state.mails);
  const best = (['mail', 'changed', 'list', 'other'] as const).find((page) =>
    states.some((state) => state.page === page),
  );
  const chats = await telegram.read(`${tab}`);
  const origin = states[0]?.origin ?? chats?.origin ?? '';
  const { paused } = await readSettings();
  return {
    origin,
    site: states[0]?.site ?? null,
    page: best ?? 'foreign',
    mails,
    heldBack: states.find((state) => state.heldBack)?.heldBack ?? null,
    trouble: states.find((state) => state.trouble)?.trouble ?? (best === 'changed' ? 'page-changed' : null),
    found: states.find((state) => state.page === 'changed')?.found ?? null,
    paused: paused.includes(origin),
    telegram: chats?.state ?? null,
  };
}
