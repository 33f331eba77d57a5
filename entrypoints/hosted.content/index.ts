import { defineContentScript } from 'wxt/utils/define-content-script';
import { start } from '@/entrypoints/mail.content/start';
import { anyHost } from '@/utils/adapters/any-host';

/** Reads software that runs on any host; brought in where there can be mail (`hosted-gate.ts`). */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  noScriptStartedPostMessage: true,
  main: () => start(anyHost),
});
