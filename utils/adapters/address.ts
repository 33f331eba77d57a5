/**
 * Tells when a page's address may have changed. A content script does not see the
 * page's `pushState`; the Navigation API does (Chromium 102, Firefox 147). Where
 * it is missing, the address is looked at twice a second: apps change the page
 * along with it, so the observer of the page has mostly seen it by then.
 */

const LOOK_EVERY_MS = 500;

export function onAddressChange(
  view: Window,
  url: () => Pick<URL, 'href'>,
  changed: () => void,
  signal: AbortSignal,
): void {
  const options = { signal } as const;
  view.addEventListener('hashchange', changed, options);
  view.addEventListener('popstate', changed, options);
  const { navigation } = view as Window & { navigation?: EventTarget };
  if (navigation) {
    navigation.addEventListener('currententrychange', changed, options);
    return;
  }
  let last = url().href;
  const timer = setInterval(() => {
    const now = url().href;
    if (now === last) return;
    last = now;
    changed();
  }, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
