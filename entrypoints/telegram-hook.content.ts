import { defineContentScript } from 'wxt/utils/define-content-script';
import { TELEGRAM_HOSTS } from '@/utils/adapters/telegram-hosts';
import { startHook } from '@/utils/telegram/hook';

export default defineContentScript({
  matches: [...TELEGRAM_HOSTS],
  runAt: 'document_start',
  world: 'MAIN',
  main: () => startHook(window),
});
