import { getPrototypeOf, isArray, isObject, keysOf, SafeList } from '@/utils/telegram/natives';

/**
 * Walks what came from the worker, plain objects and lists only: binary data is not looked into, nothing is
 * copied, nothing changed. Works through a limited number of nodes at a time; what is left is walked on when
 * it is asked for, or later.
 */
export interface Walk<Context> {
  /** @param context what is known of the place where it stands. */
  add(root: unknown, context: Context): void;
  /** @returns whether something is left. */
  go(nodes: number): boolean;
}

/** Looks at one object. @returns the context of what it holds, or undefined: there is nothing in it to look at. */
export type Look<Context> = (object: Record<string, unknown>, context: Context) => Context | undefined;

/** Left to walk, at most: what floods us is not read to its end. */
const MAX_LEFT = 200_000;

export function createWalk<Context>(look: Look<Context>): Walk<Context> {
  const nodes = new SafeList<unknown>();
  const contexts = new SafeList<Context>();

  const add: Walk<Context>['add'] = (value, context) => {
    if (!isObject(value) || nodes.length >= MAX_LEFT) return;
    nodes.push(value);
    contexts.push(context);
  };

  const open = (value: Record<string, unknown>, context: Context): void => {
    if (isArray(value)) {
      // Backwards, because the last one added is looked at first.
      for (let i = value.length - 1; i >= 0; i -= 1) add(value[i], context);
      return;
    }
    const parent = getPrototypeOf(value);
    if (parent !== null && getPrototypeOf(parent) !== null) return;
    const inner = look(value, context);
    if (inner === undefined) return;
    const keys = keysOf(value);
    for (let i = keys.length - 1; i >= 0; i -= 1) add(value[keys[i] as string], inner);
  };

  return {
    add,
    go(limit) {
      for (let i = 0; i < limit; i += 1) {
        const value = nodes.pop();
        const context = contexts.pop();
        if (value === undefined) return false;
        open(value as Record<string, unknown>, context as Context);
      }
      return nodes.length > 0;
    },
  };
}
