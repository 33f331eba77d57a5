import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  run,
  StringOf,
  slice,
} from '@/utils/telegram/natives';
import { getterOf, replace, wrap } from '@/utils/telegram/wrap';

/**
 * Where a page writes a file to the disk: client A clicks a link with `download` (a blob: address, or one that its
 * service worker serves), client K lets its service worker answer to a hidden frame. A link that the reader clicks
 * is one too.
 *
 * @param saves is told the name of the file. @returns whether it may go on.
 */
export function watchSaves(
  win: Window & typeof globalThis,
  lastAsked: () => string,
  saves: (name: string) => boolean,
): void {
  const { HTMLAnchorElement, HTMLIFrameElement, HTMLElement, Element, document } = win;
  const addressOf = getterOf(HTMLAnchorElement.prototype, 'href');
  const nameOf = getterOf(HTMLAnchorElement.prototype, 'download');
  const hasAttribute = Element.prototype.hasAttribute;

  /** Name of the file that a click on it saves; null: none of these. */
  const savedBy = (element: unknown): string | null => {
    try {
      const address = apply(addressOf, element, []) as string;
      if (!apply(hasAttribute, element, ['download']) || run(OWN_FILE, address) === null) return null;
      return slice(apply(nameOf, element, []) as string, 0, MAX_NAME_CHARS) || 'file';
    } catch {
      return null;
    }
  };

  const { click } = HTMLElement.prototype;
  replace(
    HTMLElement.prototype,
    'click',
    wrap(click, (self: unknown, args) => {
      const name = savedBy(self);
      return name !== null && !saves(name) ? undefined : apply(click, self, args);
    }),
  );
  // Links that the reader clicks themself: before the page's own listeners.
  const composedPath = win.Event.prototype.composedPath;
  win.addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted) return;
      const path = apply(composedPath, event, []) as unknown[];
      for (let i = 0; i < path.length && path[i] !== document; i += 1) {
        const name = savedBy(path[i]);
        if (name === null) continue;
        if (saves(name)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
    },
    true,
  );

  const native = getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'src');
  const { get, set } = native ?? {};
  if (!get || !set) return;
  defineProperty(HTMLIFrameElement.prototype, 'src', {
    ...native,
    set: wrap(set, (self: unknown, args) => {
      apply(get, self, []);
      const address = StringOf(args[0]);
      if (run(SERVED, address) !== null && !saves(lastAsked())) return;
      apply(set, self, [address]);
    }),
  });
}

const MAX_NAME_CHARS = 255;
/** What the apps make themselves; a link to elsewhere is the browser's own affair. */
const OWN_FILE = /^blob:|\/download\//;
/** `d/<random>`, which K's service worker answers with the file. */
const SERVED = /(?:^|\/)d\/[^/]+$/;
