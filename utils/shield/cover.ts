/** Looks once a second: a menu or dialog of the webmail that lies over us for a while is no fight. */
const LOOK_EVERY_MS = 1_000;
const LOOKS_UNTIL_FIGHT = 5;

/**
 * Notices that something of the page lies over the host while the host is in
 * view and the page is looked at, five looks in a row. Says so once. Only
 * looks: uncovering by force would be our own kind of fight.
 */
export function watchCover(host: HTMLElement, onFight: () => void, signal: AbortSignal): void {
  let covered = 0;
  const timer = setInterval(() => {
    const page = host.ownerDocument;
    if (page.visibilityState !== 'visible' || !page.hasFocus()) return;
    covered = isCovered(host) ? covered + 1 : 0;
    if (covered < LOOKS_UNTIL_FIGHT) return;
    clearInterval(timer);
    onFight();
  }, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

/** Another element answers at all three points of the host that are in view, or an ancestor keeps it from being seen. */
export function isCovered(host: HTMLElement): boolean {
  if (!host.isConnected) return false;
  const box = host.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) return true;
  if (!host.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return true;
  const view = host.ownerDocument.defaultView;
  if (!view) return false;
  const x = box.left + box.width / 2;
  const points = [box.top + 4, box.top + box.height / 2, box.bottom - 4].filter(
    (y) => y > 0 && y < view.innerHeight && x > 0 && x < view.innerWidth,
  );
  return points.length > 0 && points.every((y) => host.ownerDocument.elementFromPoint(x, y) !== host);
}
