import type { SeenChat, TelegramLook, TelegramPage } from '@/utils/adapters/telegram-page';
import type { Post } from '@/utils/schema/telegram';

/**
 * Watches the page of Telegram Web: the chat in front, and each of its posts once
 * per text.
 *
 * - Both clients draw long chats as a virtual list: posts come and go as the reader
 *   scrolls, and the same one comes again. A post is told once; an edit, which
 *   replaces the node in K and its text in A, is told again.
 * - A burst of changes costs one look, and looks are `LOOK_EVERY_MS` apart. A look
 *   reads only posts whose element or text is new, so a scroll through ten thousand
 *   costs little at a time, and what is remembered is bounded.
 */
export interface TelegramWatcher {
  /** The chat in front, or what else the page is; only when that changed. */
  look(look: TelegramLook): void;
  /** Posts that are new or were edited, at most `MAX_TOLD` at once. */
  posts(chat: Omit<SeenChat, 'posts'>, posts: readonly Post[]): void;
}

const LOOK_AFTER_MS = 80;
const LOOK_EVERY_MS = 300;
/** What one call to the background takes. */
const MAX_TOLD = 50;
/** Posts of one chat whose text is remembered; one that comes again after that is told again, and counts no second time. */
const MAX_KNOWN = 2_000;

export function watchTelegram(
  reader: TelegramPage,
  page: Document,
  watcher: TelegramWatcher,
  signal: AbortSignal,
): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last = Number.NEGATIVE_INFINITY;
  let before = '';
  let peer: string | null = null;
  const known = new Map<string, string>();

  const plan = () => {
    if (timer !== null || signal.aborted) return;
    timer = setTimeout(run, Math.max(LOOK_AFTER_MS, last + LOOK_EVERY_MS - performance.now()));
  };
  const run = () => {
    timer = null;
    last = performance.now();
    const look = reader.read(page, new URL(page.URL));
    const chat = look.state === 'chat' ? look.chat : null;
    const now = chat ? `${chat.peer} ${chat.kind} ${chat.title}` : look.state;
    if (chat?.peer !== peer) known.clear();
    peer = chat?.peer ?? null;
    if (now !== before) watcher.look(look);
    before = now;
    if (!chat) return;
    const news = chat.posts.filter(({ id, text }) => known.get(id) !== text);
    const told = news.slice(0, MAX_TOLD);
    for (const { id, text } of told) remember(known, id, text);
    if (told.length > 0) watcher.posts(chat, told);
    if (news.length > told.length) plan();
  };

  const observer = new MutationObserver(plan);
  observer.observe(page, { childList: true, subtree: true, characterData: true });
  page.defaultView?.addEventListener('popstate', plan, { signal });
  page.defaultView?.addEventListener('hashchange', plan, { signal });
  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      if (timer !== null) clearTimeout(timer);
    },
    { once: true },
  );
  plan();
}

function remember(known: Map<string, string>, id: string, text: string): void {
  known.delete(id);
  known.set(id, text);
  const [oldest] = known.keys();
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
}
