import { defineContentScript } from 'wxt/utils/define-content-script';
import { start } from '@/entrypoints/mail.content/start';
import { anyHost } from '@/utils/adapters/any-host';

export default defineContentScript({
  matches: anyHost.filter(({ frames }) => !frames).flatMap(({ hosts }) => hosts),
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main: () => start(anyHost),
});
