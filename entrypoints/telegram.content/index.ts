import { defineContentScript } from 'wxt/utils/define-content-script';
import '@/entrypoints/telegram.content/style.css';
import type { Scope } from '@/entrypoints/show.content/scope';
import { openBridge } from '@/entrypoints/telegram.content/bridge';
import { attend } from '@/entrypoints/telegram.content/session';
import { telegramA } from '@/utils/adapters/telegram-a';
import { TELEGRAM_HOSTS } from '@/utils/adapters/telegram-hosts';
import { telegramK } from '@/utils/adapters/telegram-k';
import type { TelegramPage } from '@/utils/adapters/telegram-page';

export default defineContentScript({
  matches: [...TELEGRAM_HOSTS],
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main() {
    const scope = globalThis as Scope;
    const reader = readerFor(new URL(document.URL));
    // A page that was opened just after the install is met twice: the one that was there first has the hook.
    if (!reader || scope.endUnbluff) return;
    const life = new AbortController();
    scope.endUnbluff = () => life.abort();
    attend(reader, document, openBridge, life.signal);
  },
});

/** Which client runs here; null on pages that only lead to one. */
function readerFor({ hostname, pathname }: URL): TelegramPage | null {
  if (hostname === 'webk.telegram.org' || pathname.startsWith('/k/')) return telegramK;
  if (hostname !== 'web.telegram.org' || /^\/[az]\//.test(pathname)) return telegramA;
  return null;
}
