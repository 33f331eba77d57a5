import { defineContentScript } from 'wxt/utils/define-content-script';
import { start } from '@/entrypoints/mail.content/start';
import { hostBound } from '@/utils/adapters/host-bound';

/** Reads mail in the pages of webmails with an address of their own. Brought in by `gate.ts`, where the address can show mail. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  noScriptStartedPostMessage: true,
  main: () => start(hostBound),
});
