import { defineProperty, getOwnPropertyDescriptor } from '@/utils/telegram/natives';

type Native = (...args: never[]) => unknown;

/**
 * A native function that is called through `act`, and looks like before: names, lengths and what it prints are
 * the native ones. The handler inherits nothing: a missing trap must not be found where the page could put one.
 */
export function wrap<Fn extends Native, Self>(native: Fn, act: (self: Self, args: unknown[]) => unknown): Fn {
  return new Proxy(native, {
    __proto__: null,
    apply: (_target, self: Self, args: unknown[]) => act(self, args),
  } as ProxyHandler<Fn>);
}

/** Puts a method in the place of another, as it was: writable, enumerable, configurable or not. */
export function replace(owner: object, name: string, value: unknown): void {
  defineProperty(owner, name, { ...getOwnPropertyDescriptor(owner, name), value });
}

export const getterOf = (owner: object, name: string): (() => unknown) =>
  getOwnPropertyDescriptor(owner, name)?.get as () => unknown;
