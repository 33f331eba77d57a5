import { defineContentScript } from 'wxt/utils/define-content-script';
import { createCover } from '@/entrypoints/cover.content/cover';
import { createLine } from '@/entrypoints/cover.content/line';
import { createNotices } from '@/entrypoints/cover.content/notice';
import type { Scope } from '@/entrypoints/show.content/scope';

/** What draws in Telegram, brought into its page only when there is something to show. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  noScriptStartedPostMessage: true,
  main() {
    (globalThis as Scope).unbluffCover = { createCover, createLine, createNotices };
  },
});
