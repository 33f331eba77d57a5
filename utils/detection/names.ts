import type { CompiledList } from '@/utils/detection/compile';
import { readPart } from '@/utils/detection/match';
import type { NameKind } from '@/utils/detection/name-kinds';

/** The kinds of names in a short text (a sender, a subject, a file's name), with the share of its words that each takes up. */
export function namesIn(text: string, list: CompiledList): ReadonlyMap<NameKind, number> {
  const { tokens } = readPart(text, list.authorities);
  const words = new Map<NameKind, Set<number>>();
  list.authorities.find(tokens, (place, first, last) => {
    const kind = list.nameKinds[place];
    if (kind === undefined) return;
    const covered = words.get(kind) ?? new Set();
    words.set(kind, covered);
    for (let k = first; k <= last; k++) covered.add(k);
  });
  const shares = new Map<NameKind, number>();
  for (const [kind, covered] of words) shares.set(kind, covered.size / Math.max(1, tokens.length));
  return shares;
}
