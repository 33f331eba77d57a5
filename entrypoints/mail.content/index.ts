import { defineContentScript } from 'wxt/utils/define-content-script';
import { attend } from '@/entrypoints/mail.content/session';
import type { Scope } from '@/entrypoints/show.content/scope';
import { adapters, chooseAdapter } from '@/utils/adapters/registry';

export default defineContentScript({
  matches: adapters.filter(({ frames }) => !frames).flatMap(({ hosts }) => hosts),
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main() {
    const scope = globalThis as Scope;
    scope.endUnbluff?.();
    const adapter = chooseAdapter(document, new URL(document.URL));
    if (!adapter || (window !== window.top && !adapter.frames)) return;
    for (const stray of document.querySelectorAll('unbluff-shield, unbluff-mark, unbluff-note'))
      stray.remove();
    const life = new AbortController();
    scope.endUnbluff = () => life.abort();
    attend(adapter, document, life.signal);
  },
});
