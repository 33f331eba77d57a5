import type { HookDoes, HookSays } from '@/utils/schema/telegram';
import { LINE_EVENT } from '@/utils/schema/telegram-line';

/**
 * The extension's end of the line to the hook in the page's world (utils/telegram/line.ts says how they meet).
 * Called once, as the first thing of a script that starts at document_start. Words said before the hook is
 * there wait for it. Where no hook comes before the page's first script, none is waited for any more: whoever
 * came later could be the page.
 */
export function openBridge(hear: (says: HookSays) => void): (does: HookDoes) => void {
  const early: HookDoes[] = [];
  let port: MessagePort | null = null;

  const close = () => {
    scripts.disconnect();
    document.removeEventListener(LINE_EVENT, take);
  };
  // Its records come before the script that was inserted runs.
  const scripts = new MutationObserver(() => {
    if (document.querySelector('script') !== null) close();
  });
  const take = (event: Event) => {
    close();
    event.stopImmediatePropagation();
    const [offered] = (event as MessageEvent).ports ?? [];
    if (!offered || document.querySelector('script') !== null) return;
    // Says that it was taken; the other end sees it at once.
    event.preventDefault();
    port = offered;
    offered.addEventListener('message', ({ data }: MessageEvent<HookSays>) => hear(data));
    offered.start();
    for (const does of early.splice(0)) offered.postMessage(does);
  };
  document.addEventListener(LINE_EVENT, take);
  scripts.observe(document, { childList: true, subtree: true });
  document.dispatchEvent(new Event(`${LINE_EVENT}?`));

  return (does) => {
    if (port) port.postMessage(does);
    else if (early.length < MAX_EARLY) early.push(does);
  };
}

const MAX_EARLY = 100;
