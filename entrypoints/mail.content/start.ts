import { attend } from '@/entrypoints/mail.content/session';
import type { Scope } from '@/entrypoints/show.content/scope';
import type { Adapter } from '@/utils/adapters/adapter';
import { chooseAdapter } from '@/utils/adapters/choose';

/** Begins anew in this document: what an earlier run of ours left behind is ended first. */
export function start(adapters: readonly Adapter[]): void {
  const scope = globalThis as Scope;
  const adapter = chooseAdapter(adapters, document, new URL(document.URL));
  if (!adapter || (window !== window.top && !adapter.frames)) return;
  scope.endUnbluff?.();
  for (const stray of document.querySelectorAll('unbluff-shield, unbluff-mark, unbluff-note')) stray.remove();
  const life = new AbortController();
  scope.endUnbluff = () => life.abort();
  attend(adapter, document, life.signal);
}
