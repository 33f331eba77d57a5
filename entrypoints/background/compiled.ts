import { browser } from 'wxt/browser';
import { type CompiledList, compile } from '@/utils/detection/compile';
import { freeze, thaw } from '@/utils/detection/compiled-form';
import { sideOf } from '@/utils/detection/sides';
import { sha256, toBytes } from '@/utils/feed/bytes';
import type { PatternList } from '@/utils/schema/list';
import { keepCompiled, readCompiled } from '@/utils/storage/compiled';

/**
 * What a background needs to judge mail by a list, made once for this list by this
 * version of the extension, and read back whenever a background wakes: the compiled
 * half for mail, and the list without the phrases that are in it, a quarter of the
 * whole. `name` tells lists apart.
 *
 * It is only ever a copy. What cannot be read, or is not what was stored, costs the
 * time of making it again and nothing else.
 */
export interface Half {
  /** Without the phrases for mail: to be judged by beside `mail`, and not to be compiled. */
  readonly list: PatternList;
  readonly mail: CompiledList;
}

interface Stored {
  readonly form: unknown;
  readonly list: string;
  /** Of `list`; the form has a sum of its own. */
  readonly hash: string;
}

/** What is kept, on its way: it is read while it is not known yet which list will judge. */
export type Kept = ReturnType<typeof readCompiled>;

export function readKept(): Kept {
  const kept = readCompiled();
  // Told where it is waited for.
  kept.catch(() => {});
  return kept;
}

/** Null: to be made again. */
export async function readyHalf(name: string, reading: Kept): Promise<Half | null> {
  try {
    const key = keyOf(name);
    const kept = await reading;
    if (kept?.key !== key) return null;
    const { form, list: text, hash } = kept.form as Stored;
    const sum = sha256(toBytes(text));
    const list = JSON.parse(text) as PatternList;
    const mail = thaw(form, sideOf(list, 'mail'), key);
    return (await sum) === hash ? { list, mail } : null;
  } catch {
    return null;
  }
}

/** Compiles, and keeps it for the next start. @throws DetectionError */
export function mailSide(list: PatternList, name: string): CompiledList {
  const mail = compile(sideOf(list, 'mail'));
  // Not waited for: a mail may be waiting.
  void keepHalf({ list, mail }, name);
  return mail;
}

/** Never rejects: what cannot be kept is made again. */
export async function keepHalf({ list, mail }: Half, name: string): Promise<void> {
  try {
    const key = keyOf(name);
    const text = JSON.stringify(withoutMailPhrases(list));
    const stored: Stored = { form: freeze(mail, key), list: text, hash: await sha256(toBytes(text)) };
    await keepCompiled(key, stored);
  } catch {
    // As said above.
  }
}

function withoutMailPhrases(list: PatternList): PatternList {
  const mail = new Set(sideOf(list, 'mail').groups);
  const groups = list.groups.map((group) =>
    mail.has(group)
      ? { ...group, patterns: group.patterns.map((pattern) => ({ ...pattern, phrases: [] })) }
      : group,
  );
  return { ...list, groups };
}

const keyOf = (name: string) => `${browser.runtime.getManifest().version} ${name}`;
