import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  isObject,
  SafeWeakMap,
  StringOf,
} from '@/utils/telegram/natives';
import { type Admit, streamOf } from '@/utils/telegram/sources';
import { getterOf, replace, wrap } from '@/utils/telegram/wrap';

/**
 * Stands where the page itself fetches parts of a stream (client K's player of videos in several qualities does):
 * like a player's address they lead to the service worker, past the page's worker. A request that is kept looks
 * slow to the app, and is sent when it may be, unless the app has given it up.
 */
export function guardRequests(win: Window & typeof globalThis, admit: Admit): void {
  const { XMLHttpRequest, Request, Promise: PromiseOf } = win;
  const urlOf = getterOf(Request.prototype, 'url');
  const { origin } = win;

  const streamAt = (address: unknown) => {
    let text: string;
    try {
      text = isObject(address) ? (apply(urlOf, address, []) as string) : StringOf(address);
    } catch {
      // No request, but something that names an address: a URL object.
      text = StringOf(address);
    }
    return streamOf(text, origin);
  };

  const native = getOwnPropertyDescriptor(win, 'fetch');
  const send = native?.value as typeof win.fetch;
  const fetched = wrap(send, (self: unknown, args) => {
    const wanted = args.length > 0 ? streamAt(args[0]) : null;
    if (wanted === null) return apply(send, self, args);
    return new PromiseOf((done) => {
      const go = () => done(apply(send, self, args));
      if (admit(wanted, go)) go();
    });
  });
  defineProperty(win, 'fetch', { ...native, value: fetched });

  const { open, send: sendXhr, abort } = XMLHttpRequest.prototype;
  const streams = new SafeWeakMap<object, { readonly address: unknown; waits: boolean }>();
  replace(
    XMLHttpRequest.prototype,
    'open',
    wrap(open, (self: XMLHttpRequest, args) => {
      const result: unknown = apply(open, self, args);
      streams.delete(self);
      if (streamAt(args[1]) !== null) streams.set(self, { address: args[1], waits: false });
      return result;
    }),
  );
  replace(
    XMLHttpRequest.prototype,
    'send',
    wrap(sendXhr, (self: XMLHttpRequest, args) => {
      const stream = streams.get(self);
      const wanted = stream === undefined || stream.waits ? null : streamAt(stream.address);
      if (stream === undefined || wanted === null) return apply(sendXhr, self, args) as unknown;
      const go = () => {
        // Opened anew or given up meanwhile.
        if (streams.get(self) === stream) apply(sendXhr, self, args);
      };
      stream.waits = true;
      if (admit(wanted, go)) go();
      return undefined;
    }),
  );
  replace(
    XMLHttpRequest.prototype,
    'abort',
    wrap(abort, (self: XMLHttpRequest, args) => {
      streams.delete(self);
      return apply(abort, self, args) as unknown;
    }),
  );
}
