import {
  apply,
  bare,
  construct,
  defineProperty,
  getOwnPropertyDescriptor,
  isObject,
  SafeList,
  SafeWeakSet,
} from '@/utils/telegram/natives';
import { getterOf, replace, wrap } from '@/utils/telegram/wrap';

/**
 * Stands on every channel by which the app talks to its workers and its other tabs: `Worker`, `SharedWorker`,
 * `MessagePort`, `BroadcastChannel`.
 *
 * What is sent passes `outgoing`, which gives back what is to be sent: the very same value when it is no business
 * of ours. What comes is shown to `incoming` and not changed. The wrappers look like the native ones; the methods are wrapped on their prototypes, so that a channel that was made
 * behind our back (the app wraps and replaces `Worker` itself) is stood on all the same, and found out.
 */
export interface Taps {
  /** @returns what to send now, or `NOTHING`. What is kept goes over the same channel by `send`. */
  outgoing(message: Record<string, unknown>, port: Port, send: Send, toTabs: boolean): unknown;
  incoming(data: unknown, fromTabs: boolean): void;
  /** A worker was made. */
  made(): void;
  /** A worker is used that was not made by what stands on `window`. */
  bypassed(): void;
}

export const NOTHING: unique symbol = Symbol('nothing');

export type Port = Worker | MessagePort | BroadcastChannel;

export type Send = (port: Port, message: unknown) => void;

export interface Channels {
  /** Listens to a channel that was made where we do not stand. */
  attend(port: Port): void;
  /** Whether what stands on the prototypes is still ours. */
  isIntact(): boolean;
}

export function tapChannels(win: Window & typeof globalThis, taps: Taps): Channels {
  const ours = new SafeList<{ readonly prototype: object; readonly wrapped: unknown }>();
  const heard = new SafeWeakSet<Port>();
  const listen = bare<EventTarget, [string, (event: Event) => void], void>(
    win.EventTarget.prototype.addEventListener,
  );
  const dataOf = getterOf(win.MessageEvent.prototype, 'data');

  const hear = (port: Port, fromTabs = false): void => {
    if (heard.has(port)) return;
    heard.add(port);
    listen(port, 'message', (event) => {
      // Only what the browser delivered: an event of the page's own teaches nothing.
      if (!event.isTrusted) return;
      try {
        taps.incoming(apply(dataOf, event, []), fromTabs);
      } catch {
        // What can not be read is the app's own business.
      }
    });
  };

  const wrapPost = (owner: { prototype: object }, toTabs: boolean, own: (self: unknown) => boolean): void => {
    const { prototype } = owner;
    const post = getOwnPropertyDescriptor(prototype, 'postMessage')?.value as Port['postMessage'];
    const send: Send = (port, message) => {
      apply(post, port, [message]);
    };
    const wrapped = wrap(post, (self: Port, args) => {
      const first = args[0];
      if (isObject(first) && own(self)) {
        const left = taps.outgoing(first, self, send, toTabs);
        if (left === NOTHING) return undefined;
        if (left !== first) args[0] = left;
      }
      return apply(post, self, args) as unknown;
    });
    replace(prototype, 'postMessage', wrapped);
    ours.push({ prototype, wrapped });
  };

  const wrapClass = <Class extends new (...args: never[]) => object>(
    name: 'Worker' | 'SharedWorker' | 'BroadcastChannel',
    Native: Class,
    made: (instance: InstanceType<Class>) => void,
  ): void => {
    const native = getOwnPropertyDescriptor(win, name);
    const wrapped: Class = new Proxy(Native, {
      __proto__: null,
      construct(target, args, newTarget) {
        const instance = construct(
          target,
          args,
          newTarget === wrapped ? target : newTarget,
        ) as InstanceType<Class>;
        made(instance);
        return instance;
      },
    } as ProxyHandler<Class>);
    defineProperty(win, name, { ...native, value: wrapped });
    defineProperty(Native.prototype as object, 'constructor', {
      value: wrapped,
      writable: true,
      enumerable: false,
      configurable: true,
    });
  };

  const { Worker, SharedWorker, MessagePort, BroadcastChannel } = win;
  const isA = (check: () => unknown) => (self: unknown) => {
    try {
      apply(check, self, []);
      return true;
    } catch {
      return false;
    }
  };
  const isWorker = isA(getterOf(Worker.prototype, 'onmessage'));
  wrapClass('Worker', Worker, (worker) => {
    taps.made();
    hear(worker);
  });
  wrapPost(Worker, false, (self) => {
    if (heard.has(self as Worker)) return true;
    if (!isWorker(self)) return false;
    taps.bypassed();
    hear(self as Worker);
    return true;
  });
  wrapClass('BroadcastChannel', BroadcastChannel, (channel) => hear(channel, true));
  wrapPost(BroadcastChannel, true, isA(getterOf(BroadcastChannel.prototype, 'name')));
  // Ports have nothing that tells one without a side effect; what is none makes the native method throw.
  wrapPost(MessagePort, false, isA(getterOf(MessagePort.prototype, 'onmessage')));
  if (typeof SharedWorker === 'function') {
    const portOf = getterOf(SharedWorker.prototype, 'port');
    wrapClass('SharedWorker', SharedWorker, (worker) => {
      taps.made();
      hear(apply(portOf, worker, []) as MessagePort);
    });
  }
  return {
    attend: (port) => hear(port),
    isIntact() {
      for (let i = 0; i < ours.length; i += 1) {
        const { prototype, wrapped } = ours[i] as (typeof ours)[number];
        if (getOwnPropertyDescriptor(prototype, 'postMessage')?.value !== wrapped) return false;
      }
      return true;
    },
  };
}
