/** A column that slides in or is dragged wider; the cover must not lag behind for long. */
const LOOK_EVERY_MS = 200;
/** Narrower than this it is no place to read anything: the whole window is used. */
const MIN_SIDE_PX = 160;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Selectors: what is followed, and what lies beside it, or over its left side. */
export interface Followed {
  readonly column: string;
  readonly list: string;
}

/**
 * Follows the box of an element of the page, which may be replaced, moved or
 * taken away at any time; then it is the whole window. Calls only when the box
 * has changed.
 */
export function followBox(
  page: Document,
  { column, list }: Followed,
  onBox: (box: Box) => void,
  signal: AbortSignal,
): void {
  let before = '';
  let watched: Element | null = null;
  const look = () => {
    const element = page.querySelector(column);
    if (element !== watched) {
      if (watched) sizes.unobserve(watched);
      if (element) sizes.observe(element);
      watched = element;
    }
    const box = boxWithin(page, element, page.querySelector(list));
    const now = `${box.left} ${box.top} ${box.width} ${box.height}`;
    if (now !== before) onBox(box);
    before = now;
  };
  const sizes = new ResizeObserver(look);
  const timer = setInterval(look, LOOK_EVERY_MS);
  page.defaultView?.addEventListener('resize', look, { signal });
  signal.addEventListener(
    'abort',
    () => {
      sizes.disconnect();
      clearInterval(timer);
    },
    { once: true },
  );
  look();
}

function boxWithin(page: Document, element: Element | null, list: Element | null): Box {
  const { clientWidth, clientHeight } = page.documentElement;
  const whole = { left: 0, top: 0, width: clientWidth, height: clientHeight };
  if (!element) return whole;
  const box = element.getBoundingClientRect();
  const left = Math.max(0, Math.floor(box.left), endOf(list, box));
  const top = Math.max(0, Math.floor(box.top));
  const width = Math.min(clientWidth, Math.ceil(box.right)) - left;
  const height = Math.min(clientHeight, Math.ceil(box.bottom)) - top;
  return width < MIN_SIDE_PX || height < MIN_SIDE_PX ? whole : { left, top, width, height };
}

/** Where a list ends that lies over the left side of a column; one that lies elsewhere, or over most of it, takes nothing away. */
function endOf(list: Element | null, column: DOMRect): number {
  if (!list) return 0;
  const { left, right } = list.getBoundingClientRect();
  const isOver = left <= column.left && right > column.left && right < column.left + column.width / 2;
  return isOver ? Math.ceil(right) : 0;
}
