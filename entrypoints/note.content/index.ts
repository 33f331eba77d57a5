import { defineContentScript } from 'wxt/utils/define-content-script';
import { attendCompose } from '@/entrypoints/note.content/compose';
import type { Scope } from '@/entrypoints/show.content/scope';

/** What stands beside the compose window of a report; brought in there, and nowhere else. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  noScriptStartedPostMessage: true,
  main() {
    const scope = globalThis as Scope;
    scope.unbluffNote = { attendCompose };
  },
});
