import * as z from 'zod/mini';
import { readPackaged } from '@/utils/feed/packaged';
import { Desk } from '@/utils/schema/desk';

let loaded: Promise<Desk[]> | null = null;

/**
 * Everybody who helps or takes reports, read once. A file of the package and not
 * a part of the code: only who asks for words or sends a report needs it.
 */
export function readDesks(): Promise<Desk[]> {
  if (!loaded) {
    loaded = readPackaged('/desks.json').then((raw) => z.array(Desk).parse(raw));
    loaded.catch(() => {
      loaded = null;
    });
  }
  return loaded;
}
