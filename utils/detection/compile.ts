import { DetectionError } from '@/utils/detection/error';
import { type NameKind, namesOf } from '@/utils/detection/name-kinds';
import type { FamilyRule, PatternList } from '@/utils/schema/list';
import type { PatternFamily } from '@/utils/schema/pattern';
import type { Signal } from '@/utils/schema/signal';
import { inAnyOrder } from '@/utils/text/any-order';
import { foldedText, normalise } from '@/utils/text/normalise';
import { Phrases } from '@/utils/text/phrases';

/** Phrases of one list; a hundred times what ships. */
const MAX_PHRASES = 200_000;

export interface CompiledPattern {
  readonly id: string;
  readonly family: PatternFamily;
  readonly signal: Signal;
  readonly weight: number;
}

/** A list, ready to be matched: the phrases know patterns by their place in `patterns`. */
export interface CompiledList {
  readonly revision: number;
  readonly patterns: readonly CompiledPattern[];
  readonly phrases: Phrases;
  readonly rules: readonly FamilyRule[];
  /** The names of the lexicon; found like phrases. They know a name by its place in `nameKinds`. */
  readonly authorities: Phrases;
  readonly nameKinds: readonly NameKind[];
  readonly officialDomains: ReadonlySet<string>;
  readonly freeMailDomains: ReadonlySet<string>;
}

/** @throws DetectionError */
export function compile(list: PatternList): CompiledList {
  const phrases = new Phrases();
  let count = 0;
  let place = 0;
  for (const group of list.groups) {
    for (const pattern of group.patterns) {
      count += pattern.phrases.length;
      if (count > MAX_PHRASES) throw new DetectionError('too-large', `more than ${MAX_PHRASES} phrases`);
      for (const phrase of pattern.phrases) addPhrase(phrases, phrase, place, pattern.id);
      place++;
    }
  }
  phrases.freeze();
  const authorities = new Phrases();
  for (const [place, { name }] of namesOf(list.lexicon).entries()) {
    addPhrase(authorities, name, place, 'lexicon');
  }
  authorities.freeze();
  return assemble(list, phrases, authorities);
}

/** A compiled list of phrases that were compiled from it, now or earlier. */
export function assemble(list: PatternList, phrases: Phrases, authorities: Phrases): CompiledList {
  const patterns = list.groups.flatMap(({ family, patterns }) =>
    patterns.map(({ id, signal, weight }) => ({ id, family, signal, weight })),
  );
  return {
    revision: list.revision,
    patterns,
    phrases,
    rules: list.rules,
    authorities,
    nameKinds: namesOf(list.lexicon).map(({ kind }) => kind),
    officialDomains: new Set(list.lexicon.officialDomains.map(fold)),
    freeMailDomains: new Set(list.lexicon.freeMailDomains.map(fold)),
  };
}

function addPhrase(phrases: Phrases, notation: string, place: number, id: string): void {
  try {
    for (const ordered of inAnyOrder(notation)) phrases.add(ordered, place);
  } catch (cause) {
    throw new DetectionError('bad-phrase', `${id}: "${notation}"`, cause);
  }
}

const fold = (text: string) => foldedText(normalise(text));
