import { Automaton } from '@/utils/text/automaton';
import { MAX_GAP, MAX_ROW_WORDS, parsePhrase } from '@/utils/text/phrase';
import type { Tokens } from '@/utils/text/tokens';
import { Vocabulary } from '@/utils/text/vocabulary';
import { WordRows } from '@/utils/text/word-rows';

/**
 * All phrases of a list, compiled: a vocabulary, an automaton over segments, and
 * the joints between segments.
 *
 * Joining is linear by construction. Segments are reported in the order of their
 * ends. Each keeps the ends it had within reach of the longest gap; when the next
 * segment of the phrase is found, the latest end before its start is the best
 * partner there can be: if any end is near enough, that one is.
 */
interface Joint {
  /** The phrase's id. */
  id: number;
  /** Tokens allowed before this segment; -1 in the first of a phrase. */
  gap: number;
  last: boolean;
}

/** Ends further back than this can be no partner: a gap and a segment away. */
const REACH = MAX_GAP + MAX_ROW_WORDS + 1;

export type Report = (id: number, first: number, last: number) => void;

export class Phrases {
  readonly vocabulary = new Vocabulary();
  private readonly automaton = new Automaton((cls) => this.vocabulary.symbolsOf(cls));
  private readonly joints: Joint[] = [];
  /** Recent ends of each segment that has a successor: (end, start of the phrase) pairs, ascending. */
  private readonly recent: (number[] | undefined)[] = [];
  private touched: number[] = [];
  /** While adding: words already read. */
  private words: WordRows | null = new WordRows(this.vocabulary);

  /** @throws PhraseError when the notation cannot be read. */
  add(notation: string, id: number): void {
    if (this.words === null) throw new Error('the phrases are frozen');
    const segments = parsePhrase(notation, this.words);
    for (let stage = 0; stage < segments.length; stage++) {
      const { gap, places } = segments[stage] ?? { gap: 0, places: [] };
      const last = stage === segments.length - 1;
      this.automaton.add(places, this.joints.length);
      this.joints.push({ id, gap: stage === 0 ? -1 : gap, last });
    }
  }

  /** Ends adding; from here on texts can be read. */
  freeze(): void {
    this.vocabulary.freeze();
    this.words = null;
  }

  /** Reports every phrase found, with its first and last token. The same phrase may be reported often. */
  find(tokens: Tokens, report: Report): void {
    this.automaton.scan(tokens.classes, tokens.length, (segment, first, last) => {
      const joint = this.joints[segment];
      if (joint === undefined) return;
      let start = first;
      if (joint.gap >= 0) {
        start = this.partner(segment - 1, first, joint.gap);
        if (start < 0) return;
      }
      if (joint.last) report(joint.id, start, last);
      else this.remember(segment, last, start);
    });
    for (const segment of this.touched) this.recent[segment] = undefined;
    this.touched = [];
  }

  /** Start of the phrase whose segment before ended nearest in front of `first`, within `gap`; -1 where none did. */
  private partner(before: number, first: number, gap: number): number {
    const ends = this.recent[before];
    if (ends === undefined) return -1;
    for (let k = ends.length - 2; k >= 0; k -= 2) {
      const end = ends[k] ?? 0;
      if (end >= first) continue;
      return first - end - 1 <= gap ? (ends[k + 1] ?? 0) : -1;
    }
    return -1;
  }

  private remember(segment: number, end: number, start: number): void {
    let ends = this.recent[segment];
    if (ends === undefined) {
      ends = [];
      this.recent[segment] = ends;
      this.touched.push(segment);
    }
    const newest = ends.length - 2;
    if (newest >= 0 && ends[newest] === end) {
      ends[newest + 1] = Math.max(ends[newest + 1] ?? 0, start);
      return;
    }
    ends.push(end, start);
    if (ends.length > 4 * REACH) ends.splice(0, ends.length - 2 * REACH);
  }

  /** Bytes held, about. */
  get bytes(): number {
    return this.vocabulary.bytes + this.automaton.bytes + this.joints.length * 48;
  }
}
