import { chooseAnchors } from '@/utils/text/anchors';
import { Automaton } from '@/utils/text/automaton';
import { Finder, type Found } from '@/utils/text/finder';
import { bytesOf, type Form, FormError, intsOf } from '@/utils/text/form';
import { Growing } from '@/utils/text/growing';
import { FIRST, type Report } from '@/utils/text/joiner';
import { parsePhrase } from '@/utils/text/phrase';
import { RowTrie } from '@/utils/text/row-trie';
import type { Tokens } from '@/utils/text/tokens';
import { Vocabulary } from '@/utils/text/vocabulary';
import { WordRows } from '@/utils/text/word-rows';

/**
 * All phrases of a list, compiled: a vocabulary, an automaton over segments, and
 * the joints between segments.
 *
 * How they are found is told in finder.
 */
interface Building {
  readonly words: WordRows;
  readonly rows: RowTrie;
  readonly ids: Growing;
  readonly gaps: Growing;
  /** First segment of each phrase. */
  readonly firsts: Growing;
}

export class Phrases {
  readonly vocabulary: Vocabulary;
  private building: Building | null = null;
  private frozen: Found | null = null;
  private finder: Finder | null = null;

  constructor(vocabulary?: Vocabulary) {
    this.vocabulary = vocabulary ?? new Vocabulary();
    if (vocabulary) return;
    const words = new WordRows(this.vocabulary);
    const [ids, gaps, firsts] = [new Growing(), new Growing(), new Growing()];
    this.building = { words, rows: new RowTrie(), ids, gaps, firsts };
  }

  /** @throws PhraseError when the notation cannot be read. */
  add(notation: string, id: number): void {
    if (this.building === null) throw new Error('the phrases are frozen');
    const { words, rows, ids, gaps, firsts } = this.building;
    const segments = parsePhrase(notation, words);
    firsts.push(ids.length);
    for (let stage = 0; stage < segments.length; stage++) {
      const { gap, places } = segments[stage] ?? { gap: 0, places: [] };
      rows.add(places);
      ids.push(id);
      gaps.push(stage === 0 ? FIRST : gap);
    }
  }

  /** Ends adding; from here on texts can be read. */
  freeze(): void {
    if (this.building === null) return;
    const { rows, ids, gaps, firsts } = this.building;
    this.building = null;
    this.vocabulary.freeze();
    firsts.push(ids.length);
    const lasts = new Uint8Array(ids.length);
    for (let phrase = 1; phrase < firsts.length; phrase++) lasts[(firsts.items[phrase] ?? 0) - 1] = 1;
    const joints = { ids: ids.trimmed, gaps: Uint8Array.from(gaps.trimmed), lasts };
    const [ends, endsFrom] = [rows.ends.trimmed, rows.endsFrom.trimmed];
    const anchors = chooseAnchors(rows, this.vocabulary, firsts.trimmed);
    this.frozen = {
      automaton: new Automaton(rows.trie, rows.depths.trimmed, this.vocabulary),
      joints,
      lengths: lengthsOf(rows),
      ends,
      endsFrom,
      ...byNode(anchors, ends, endsFrom, rows.depths.length),
    };
  }

  /** Reports every phrase found, with its first and last token. The same phrase may be reported often. */
  find(tokens: Tokens, report: Report): void {
    if (this.frozen === null) throw new Error('the phrases are not frozen');
    this.finder ??= new Finder(this.frozen);
    this.finder.find(tokens, report);
  }

  /** What is stored of frozen phrases. */
  form(): Form {
    if (this.frozen === null) throw new Error('the phrases are not frozen');
    const { automaton, joints, lengths, ends, endsFrom, anchored, anchoredFrom } = this.frozen;
    return {
      ...this.vocabulary.form(),
      ...automaton.form(),
      ...joints,
      lengths,
      ends,
      endsFrom,
      anchored,
      anchoredFrom,
    };
  }

  /** @throws FormError when the parts do not fit together. */
  static of(form: Form): Phrases {
    const made = new Phrases(Vocabulary.of(form));
    const automaton = Automaton.of(form, made.vocabulary);
    const joints = { ids: intsOf(form, 'ids'), gaps: bytesOf(form, 'gaps'), lasts: bytesOf(form, 'lasts') };
    const [lengths, ends, endsFrom] = [
      bytesOf(form, 'lengths'),
      intsOf(form, 'ends'),
      intsOf(form, 'endsFrom'),
    ];
    const [anchored, anchoredFrom] = [intsOf(form, 'anchored'), intsOf(form, 'anchoredFrom')];
    const segments = joints.ids.length;
    const fits =
      joints.gaps.length === segments &&
      joints.lasts.length === segments &&
      lengths.length === segments &&
      endsFrom.length === segments + 1 &&
      (segments === 0 || joints.lasts[segments - 1] === 1) &&
      anchoredFrom.length === automaton.depths.length + 1;
    if (!fits) throw new FormError('phrases of two sizes');
    made.frozen = { automaton, joints, lengths, ends, endsFrom, anchored, anchoredFrom };
    return made;
  }

  /** Bytes held. */
  get bytes(): number {
    const { frozen, finder } = this;
    let sum = this.vocabulary.bytes + (finder?.bytes ?? 0) + (frozen?.automaton.bytes ?? 0);
    for (const { byteLength } of Object.values(frozen?.joints ?? {})) sum += byteLength;
    const { lengths, ends, endsFrom, anchored, anchoredFrom } = frozen ?? {};
    for (const part of [lengths, ends, endsFrom, anchored, anchoredFrom]) sum += part?.byteLength ?? 0;
    return sum;
  }
}

/** Tokens of the longest row of each segment. */
function lengthsOf({ ends, endsFrom, depths }: RowTrie): Uint8Array {
  const lengths = new Uint8Array(endsFrom.length - 1);
  for (let segment = 0; segment < lengths.length; segment++) {
    const stop = endsFrom.items[segment + 1] ?? 0;
    for (let at = endsFrom.items[segment] ?? 0; at < stop; at++) {
      lengths[segment] = Math.max(lengths[segment] ?? 0, depths.items[ends.items[at] ?? 0] ?? 0);
    }
  }
  return lengths;
}

/** The anchors by the nodes at which they end. */
function byNode(anchors: Int32Array, ends: Int32Array, endsFrom: Int32Array, nodes: number) {
  const anchoredFrom = new Int32Array(nodes + 1);
  const each = (visit: (segment: number, node: number) => void) => {
    for (const segment of anchors) {
      const stop = endsFrom[segment + 1] ?? 0;
      for (let at = endsFrom[segment] ?? 0; at < stop; at++) visit(segment, ends[at] ?? 0);
    }
  };
  each((_, node) => {
    anchoredFrom[node + 1] = (anchoredFrom[node + 1] ?? 0) + 1;
  });
  for (let node = 0; node < nodes; node++) {
    anchoredFrom[node + 1] = (anchoredFrom[node + 1] ?? 0) + (anchoredFrom[node] ?? 0);
  }
  const anchored = new Int32Array(anchoredFrom[nodes] ?? 0);
  const at = anchoredFrom.slice();
  each((segment, node) => {
    const place = at[node] ?? 0;
    anchored[place] = segment;
    at[node] = place + 1;
  });
  return { anchored, anchoredFrom };
}
