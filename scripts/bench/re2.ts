import { RE2 } from 're2-wasm';
import type { Searcher } from '@/scripts/bench/suite';

/**
 * RE2 itself, as WebAssembly: the native package downloads or compiles its binary
 * when it is installed, which an install of this project must not need. It has no
 * way to be loaded in a browser, so it is compared with in Node alone.
 */
export function re2Searcher(union: string): Searcher {
  const pattern = new RE2(union, 'giu');
  return (text) => {
    pattern.lastIndex = 0;
    let found = 0;
    while (pattern.exec(text)) found++;
    return found;
  };
}
