/** Where Telegram Web runs: the first serves both clients, `/k/` and `/a/`; the others serve one each, or lead to it. */
export const TELEGRAM_HOSTS: readonly string[] = [
  'https://web.telegram.org/*',
  'https://webk.telegram.org/*',
  'https://weba.telegram.org/*',
  'https://webz.telegram.org/*',
];

/** Whether Telegram Web runs at this address. */
export function isTelegram(url: URL): boolean {
  return TELEGRAM_HOSTS.includes(`${url.origin}/*`);
}
