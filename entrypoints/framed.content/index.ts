import { defineContentScript } from 'wxt/utils/define-content-script';
import { start } from '@/entrypoints/mail.content/start';
import { framed } from '@/utils/adapters/framed';

export default defineContentScript({
  matches: framed.flatMap(({ hosts }) => [...hosts]),
  allFrames: true,
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main: () => start(framed),
});
