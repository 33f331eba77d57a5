import { defineContentScript } from 'wxt/utils/define-content-script';
import { createMarks } from '@/entrypoints/show.content/marks';
import type { Scope } from '@/entrypoints/show.content/scope';
import { createShields } from '@/entrypoints/show.content/shields';

/**
 * What is needed to show something, brought into a page only when there is
 * something to show: most mails are harmless, and their pages should not carry
 * it. Hands it to the script that asked, in the same isolated world.
 */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  noScriptStartedPostMessage: true,
  main() {
    const scope = globalThis as Scope;
    scope.unbluffShow = { createShields, createMarks };
  },
});
