import { defineContentScript } from 'wxt/utils/define-content-script';
import { attend } from '@/entrypoints/mail.content/session';
import { adapters, chooseAdapter } from '@/utils/adapters/registry';

/** Ends what an earlier run of this script left in the same world (update, enabling a site twice). */
const scope = globalThis as typeof globalThis & { endUnbluff?: () => void };

export default defineContentScript({
  matches: adapters.filter(({ frames }) => !frames).flatMap(({ hosts }) => hosts),
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main() {
    scope.endUnbluff?.();
    const adapter = chooseAdapter(document, new URL(document.URL));
    if (!adapter || (window !== window.top && !adapter.frames)) return;
    for (const stray of document.querySelectorAll('unbluff-shield, unbluff-mark, unbluff-note'))
      stray.remove();
    const life = new AbortController();
    scope.endUnbluff = () => life.abort();
    void attend(adapter, document, life.signal);
  },
});
