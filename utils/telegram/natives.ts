/**
 * What the language gives, taken before the page runs.
 *
 * The page may later replace any of it: a `Map.prototype.get` of its own would see every peer that we look up,
 * an `Array.prototype.push` could drop what is held. So nothing in this folder calls a method that it finds on
 * a prototype of the page:
 *
 * - collections are `SafeMap`, `SafeSet` and `SafeList`: their methods are the native ones, copied to prototypes
 *   of their own that inherit from nothing;
 * - methods of strings and expressions are called through the functions below;
 * - lists are walked by index, because `for … of` calls an iterator's `next` that the page can replace.
 */

export const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
export const { keys: keysOf } = Object;
export const { isArray } = Array;
export const { isSafeInteger } = Number;
export const StringOf = String;
export const BigIntOf = BigInt;
const { ownKeys, setPrototypeOf } = Reflect;
const { freeze } = Object;

type Method<Self, Args extends unknown[], Result> = (this: Self, ...args: Args) => Result;

/** A native method as a function of what it is called on. */
export const bare =
  <Self, Args extends unknown[], Result>(method: Method<Self, Args, Result>) =>
  (self: Self, ...args: Args): Result =>
    apply(method, self, args) as Result;

/** Gives `safe` the methods of `native` as its own, and nothing to inherit. */
function cut(safe: object, native: object): void {
  const names = ownKeys(native);
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] as string;
    const found = getOwnPropertyDescriptor(native, name);
    if (found && name !== 'constructor') defineProperty(safe, name, found);
  }
  setPrototypeOf(safe, null);
  freeze(safe);
}

export class SafeMap<Key, Value> extends Map<Key, Value> {}
cut(SafeMap.prototype, Map.prototype);

export class SafeSet<Value> extends Set<Value> {}
cut(SafeSet.prototype, Set.prototype);

export class SafeWeakSet<Value extends WeakKey> extends WeakSet<Value> {}
cut(SafeWeakSet.prototype, WeakSet.prototype);

export class SafeWeakMap<Key extends WeakKey, Value> extends WeakMap<Key, Value> {}
cut(SafeWeakMap.prototype, WeakMap.prototype);

/** Only `push`, `shift`, `length` and the index: the rest would make arrays of the page. */
export class SafeList<Value> extends Array<Value> {}
cut(SafeList.prototype, Array.prototype);

const nextKey = bare((getPrototypeOf(new Map<unknown, unknown>().keys()) as MapIterator<unknown>).next);

/** The key that is longest in the map. */
export const oldest = <Key>(map: SafeMap<Key, unknown>): Key | undefined =>
  nextKey(map.keys()).value as Key | undefined;

export const startsWith = bare(String.prototype.startsWith);
export const slice = bare(String.prototype.slice);
export const lastIndexOf = bare(String.prototype.lastIndexOf);
export const charCodeAt = bare(String.prototype.charCodeAt);
export const decode = decodeURIComponent;
export const parseJson = JSON.parse;
export const run = bare(RegExp.prototype.exec);

/** Whether it is an object that can be looked into; functions are not. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
