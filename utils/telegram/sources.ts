import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  run,
  SafeWeakMap,
  StringOf,
  slice,
  startsWith,
} from '@/utils/telegram/natives';
import type { Wanted } from '@/utils/telegram/wanted';
import { mediaOfA } from '@/utils/telegram/wire-a';
import { mediaOfStream } from '@/utils/telegram/wire-k';
import { replace, wrap } from '@/utils/telegram/wrap';

/**
 * Stands where a player gets its address. Streams are fetched by the service worker, which talks to the worker
 * without the page: the last place in the page where one can be stopped is before the element knows it.
 *
 * An element whose address is kept has none for the browser, and gives back what it was given when it is asked.
 * What is set or taken away in the meantime counts; the kept address never comes then.
 */
export function guardSources(win: Window & typeof globalThis, admit: Admit): void {
  const { HTMLMediaElement, HTMLSourceElement, Element, URL, Node } = win;
  const { origin } = win;
  const kept = new SafeWeakMap<Element, Given>();
  const baseOf = getOwnPropertyDescriptor(Node.prototype, 'baseURI')?.get as () => string;
  const hrefOf = getOwnPropertyDescriptor(URL.prototype, 'href')?.get as () => string;

  /** @param give gives the element its address. */
  const guard = (element: Element, address: string, give: () => void): void => {
    const wanted = streamOf(address, origin);
    kept.delete(element);
    if (wanted === null) {
      give();
      return;
    }
    const given: Given = { address };
    kept.set(element, given);
    const send = () => {
      if (kept.get(element) !== given) return;
      kept.delete(element);
      give();
    };
    if (admit(wanted, send)) send();
  };

  const absolute = (element: Element, address: string): string => {
    try {
      return apply(hrefOf, new URL(address, apply(baseOf, element, []) as string), []) as string;
    } catch {
      return address;
    }
  };

  const wrapProperty = (prototype: object): ((element: Element) => boolean) => {
    const native = getOwnPropertyDescriptor(prototype, 'src');
    const { get, set } = native ?? {};
    if (!get || !set) return () => false;
    defineProperty(prototype, 'src', {
      ...native,
      get: wrap(get, (self: Element, args) => {
        const value: unknown = apply(get, self, args);
        const given = kept.get(self);
        return given === undefined ? value : absolute(self, given.address);
      }),
      set: wrap(set, (self: Element, args) => {
        // Throws for what is no such element, as the setter would.
        apply(get, self, []);
        const address = StringOf(args[0]);
        guard(self, address, () => {
          apply(set, self, [address]);
        });
      }),
    });
    return (element) => {
      try {
        apply(get, element, []);
        return true;
      } catch {
        return false;
      }
    };
  };
  const isMedia = wrapProperty(HTMLMediaElement.prototype);
  const isSource = wrapProperty(HTMLSourceElement.prototype);

  const { setAttribute, removeAttribute } = Element.prototype;
  replace(
    Element.prototype,
    'setAttribute',
    wrap(setAttribute, (self: Element, args) => {
      const name = args[0];
      const value = args[1];
      if (
        (name === 'src' || name === 'SRC') &&
        typeof value === 'string' &&
        (kept.has(self) || streamOf(value, origin) !== null)
      ) {
        if (isMedia(self) || isSource(self))
          return guard(self, value, () => {
            apply(setAttribute, self, [name, value]);
          });
      }
      return apply(setAttribute, self, args) as unknown;
    }),
  );
  replace(
    Element.prototype,
    'removeAttribute',
    wrap(removeAttribute, (self: Element, args) => {
      if (args[0] === 'src') kept.delete(self);
      return apply(removeAttribute, self, args) as unknown;
    }),
  );
}

export type Admit = (wanted: Wanted, send: () => void) => boolean;

interface Given {
  readonly address: string;
}

/** `stream/<file>`, `hls/…`, `hls_stream/<file>`, `./progressive/document123`. */
const STREAM = /(?:^|\/)(?:(stream|hls[a-z_]*)|progressive)\/(?=.)/;
const ABSOLUTE = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;
const MAX_CHARS = 10_000;

/** What the address of a stream asks for; null when it is none, or one of another origin than the page's. */
export function streamOf(address: string, origin: string): Wanted | null {
  if (address.length > MAX_CHARS) return null;
  const found = run(STREAM, address);
  if (found === null || (run(ABSOLUTE, address) !== null && !startsWith(address, `${origin}/`))) return null;
  const rest = slice(address, found.index + found[0].length);
  const id = found[1] === undefined ? mediaOfA(address).id : mediaOfStream(rest);
  return { id, peer: null, task: '', file: '', saves: '' };
}
