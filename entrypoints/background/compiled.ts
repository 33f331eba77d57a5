import { browser } from 'wxt/browser';
import { type CompiledList, compile } from '@/utils/detection/compile';
import { freeze, thaw } from '@/utils/detection/compiled-form';
import { sideOf } from '@/utils/detection/sides';
import type { PatternList } from '@/utils/schema/list';
import { keepCompiled, readCompiled } from '@/utils/storage/compiled';

/** What was stored of the list of this name, by this version; undefined: nothing that can be read. */
export async function storedMailSide(name: string): Promise<unknown> {
  try {
    return await readCompiled(keyOf(name));
  } catch {
    return undefined;
  }
}

/**
 * The half of a list that judges mail, compiled: read back where this list was
 * compiled before, by this version; `name` tells lists apart. A stored form that cannot be read, or is not
 * what it should be, costs the time of compiling and nothing else.
 *
 * @throws DetectionError
 */
export async function compiledMailSide(
  list: PatternList,
  name: string,
  stored: Promise<unknown> = storedMailSide(name),
): Promise<CompiledList> {
  const side = sideOf(list, 'mail');
  const key = keyOf(name);
  try {
    return thaw(await stored, side, key);
  } catch {
    const compiled = compile(side);
    // Not waited for: a mail may be waiting. What cannot be kept is compiled again.
    void keepCompiled(key, freeze(compiled, key)).catch(() => {});
    return compiled;
  }
}

/** Kept for the next start, where a list was compiled already to test it. */
export async function keepMailSide(compiled: CompiledList, name: string): Promise<void> {
  const key = keyOf(name);
  await keepCompiled(key, freeze(compiled, key)).catch(() => {});
}

const keyOf = (name: string) => `${browser.runtime.getManifest().version} ${name}`;
