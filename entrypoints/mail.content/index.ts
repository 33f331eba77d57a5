import { defineContentScript } from 'wxt/utils/define-content-script';
import { start } from '@/entrypoints/mail.content/start';
import { hostBound } from '@/utils/adapters/host-bound';

export default defineContentScript({
  matches: hostBound.filter(({ frames }) => !frames).flatMap(({ hosts }) => hosts),
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main: () => start(hostBound),
});
