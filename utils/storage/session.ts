import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';

/**
 * Facts that end with the browser session, in `storage.session`: a worker that
 * sleeps must not forget them, the disk must not remember them. Content
 * scripts cannot read this area.
 */
export interface SessionSlot<T> {
  read(id: string): Promise<T | null>;
  write(id: string, value: T): Promise<void>;
  remove(id: string): Promise<void>;
  /** Values whose id begins so. */
  all(prefix: string): Promise<T[]>;
}

export function createSessionSlot<T>(name: string, schema: z.ZodMiniType<T>): SessionSlot<T> {
  const key = (id: string) => `${name}:${id}`;
  const parse = (raw: unknown): T | null => {
    const value = schema.safeParse(raw);
    return value.success ? value.data : null;
  };
  return {
    async read(id) {
      return parse((await browser.storage.session.get(key(id)))[key(id)]);
    },
    async write(id, value) {
      await browser.storage.session.set({ [key(id)]: value });
    },
    async remove(id) {
      await browser.storage.session.remove(key(id));
    },
    async all(prefix) {
      const everything = await browser.storage.session.get(null);
      return Object.entries(everything)
        .filter(([stored]) => stored.startsWith(key(prefix)))
        .map(([, raw]) => parse(raw))
        .filter((value) => value !== null);
    },
  };
}
