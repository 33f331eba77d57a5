import { chooseAnchors } from '@/utils/text/anchors';
import { Automaton } from '@/utils/text/automaton';
import { bytesOf, type Form, FormError, intsOf } from '@/utils/text/form';
import { Growing } from '@/utils/text/growing';
import { FIRST, Joiner, type Joints, type Report } from '@/utils/text/joiner';
import { parsePhrase } from '@/utils/text/phrase';
import { RowTrie } from '@/utils/text/row-trie';
import type { Tokens } from '@/utils/text/tokens';
import { Vocabulary } from '@/utils/text/vocabulary';
import { WordRows } from '@/utils/text/word-rows';

/**
 * All phrases of a list, compiled: a vocabulary, an automaton over segments, and
 * the joints between segments.
 *
 * A text is read twice. The first time the automaton steps over it and notes
 * which phrases have their anchor in it, the segment that is seen least often
 * (see anchors): of 2,900 phrases an ordinary mail leaves a few. The second time
 * the segments of these, and of no others, are joined (see joiner). Short words
 * end a segment of hundreds of phrases: joining all of them took four times as
 * long as everything else together.
 */
interface Building {
  readonly words: WordRows;
  readonly rows: RowTrie;
  readonly ids: Growing;
  readonly gaps: Growing;
  /** First segment of each phrase. */
  readonly firsts: Growing;
}

interface Frozen {
  readonly automaton: Automaton;
  readonly joints: Joints;
  /** First segment of each phrase, and behind them the number of segments. */
  readonly firsts: Int32Array;
  /** The nodes at which segment `s` ends: `ends` from `endsFrom[s]` on. */
  readonly endsFrom: Int32Array;
  readonly ends: Int32Array;
  /** The phrases whose anchor ends at node `n`: `anchored` from `anchoredFrom[n]` on. */
  readonly anchoredFrom: Int32Array;
  readonly anchored: Int32Array;
}

export class Phrases {
  readonly vocabulary: Vocabulary;
  private building: Building | null = null;
  private frozen: Frozen | null = null;
  private joiner: Joiner | null = null;

  /** What the text at hand needs: the states of its tokens, phrases whose anchor it has, segments that count at each node. */
  private states = new Int32Array(1024);
  private armed: number[] = [];
  private armedIn = new Int32Array(0);
  /** Texts are numbered; at each node, the last text that reached it. */
  private reachedIn = new Int32Array(0);
  private text = 0;
  private heads = new Int32Array(0);
  private readonly segments = new Growing();
  private readonly nexts = new Growing();

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
      firsts: firsts.trimmed,
      ends,
      endsFrom,
      ...byNode(anchors, ends, endsFrom, rows.depths.length),
    };
  }

  /** Reports every phrase found, with its first and last token. The same phrase may be reported often. */
  find(tokens: Tokens, report: Report): void {
    const { frozen } = this;
    if (frozen === null) throw new Error('the phrases are not frozen');
    const { lives } = frozen.automaton;
    this.arm(tokens, frozen);
    this.listSegments(frozen);
    if (this.segments.length === 0) return;
    this.joiner ??= new Joiner(frozen.joints);
    this.joiner.begin(tokens.length, report);
    this.joinAll(tokens, frozen, this.joiner, lives === frozen.automaton.lives);
    for (let at = 0; at < this.segments.length; at += 2) this.heads[this.segments.items[at + 1] ?? 0] = 0;
  }

  /** Steps over the text and notes the phrases whose anchor is in it. */
  private arm({ classes, length }: Tokens, { automaton, anchoredFrom, anchored, firsts }: Frozen): void {
    if (this.states.length < length) this.states = new Int32Array(length * 2);
    if (this.armedIn.length === 0) {
      this.armedIn = new Int32Array(firsts.length);
      this.reachedIn = new Int32Array(automaton.depths.length);
    }
    const { states, armedIn, reachedIn } = this;
    this.armed.length = 0;
    const text = ++this.text;
    let state = 0;
    for (let i = 0; i < length; i++) {
      const cls = classes[i] ?? 0;
      state = cls === 0 ? 0 : automaton.step(state, cls);
      states[i] = state;
      if (state === 0) continue;
      const end = automaton.nodesBegin(state + 1);
      for (let n = automaton.nodesBegin(state); n < end; n++) {
        const node = automaton.nodeList[n] ?? 0;
        if (reachedIn[node] === text) continue;
        reachedIn[node] = text;
        const stop = anchoredFrom[node + 1] ?? 0;
        for (let k = anchoredFrom[node] ?? 0; k < stop; k++) {
          const phrase = anchored[k] ?? 0;
          if (armedIn[phrase] === text) continue;
          armedIn[phrase] = text;
          this.armed.push(phrase);
        }
      }
    }
  }

  /** Writes down, at each node, which segments of armed phrases end there: the latest first. */
  private listSegments(frozen: Frozen): void {
    const { automaton, firsts, ends, endsFrom } = frozen;
    if (this.heads.length === 0) this.heads = new Int32Array(automaton.depths.length);
    const { heads, segments, nexts, reachedIn, text } = this;
    segments.length = 0;
    nexts.length = 0;
    this.armed.sort((a, b) => a - b);
    for (const phrase of this.armed) {
      if (!this.isComplete(phrase, frozen)) continue;
      const stop = firsts[phrase + 1] ?? 0;
      for (let segment = firsts[phrase] ?? 0; segment < stop; segment++) {
        const end = endsFrom[segment + 1] ?? 0;
        for (let at = endsFrom[segment] ?? 0; at < end; at++) {
          const node = ends[at] ?? 0;
          // A segment of many alternatives ends at many nodes, of which the text has one or two.
          if (reachedIn[node] !== text) continue;
          segments.push(segment);
          segments.push(node);
          nexts.push(heads[node] ?? 0);
          heads[node] = nexts.length;
        }
      }
    }
  }

  /** Whether every segment of a phrase is somewhere in the text. */
  private isComplete(phrase: number, { firsts, ends, endsFrom }: Frozen): boolean {
    const { reachedIn, text } = this;
    const stop = firsts[phrase + 1] ?? 0;
    for (let segment = firsts[phrase] ?? 0; segment < stop; segment++) {
      const end = endsFrom[segment + 1] ?? 0;
      let at = endsFrom[segment] ?? 0;
      while (at < end && reachedIn[ends[at] ?? 0] !== text) at++;
      if (at === end) return false;
    }
    return true;
  }

  private joinAll({ classes, length }: Tokens, { automaton }: Frozen, joiner: Joiner, known: boolean): void {
    const { heads, segments, nexts, states } = this;
    let state = 0;
    for (let i = 0; i < length; i++) {
      const cls = classes[i] ?? 0;
      if (known) state = states[i] ?? 0;
      else state = cls === 0 ? 0 : automaton.step(state, cls);
      if (state === 0) continue;
      const end = automaton.nodesBegin(state + 1);
      for (let n = automaton.nodesBegin(state); n < end; n++) {
        const node = automaton.nodeList[n] ?? 0;
        for (let at = heads[node] ?? 0; at !== 0; at = nexts.items[at - 1] ?? 0) {
          joiner.join(segments.items[at * 2 - 2] ?? 0, i, automaton.depths[node] ?? 0);
        }
      }
    }
  }

  /** What is stored of frozen phrases. */
  form(): Form {
    if (this.frozen === null) throw new Error('the phrases are not frozen');
    const { automaton, joints, firsts, ends, endsFrom, anchored, anchoredFrom } = this.frozen;
    return {
      ...this.vocabulary.form(),
      ...automaton.form(),
      ...joints,
      firsts,
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
    const [firsts, ends, endsFrom] = [intsOf(form, 'firsts'), intsOf(form, 'ends'), intsOf(form, 'endsFrom')];
    const [anchored, anchoredFrom] = [intsOf(form, 'anchored'), intsOf(form, 'anchoredFrom')];
    const segments = joints.ids.length;
    const fits =
      joints.gaps.length === segments &&
      joints.lasts.length === segments &&
      endsFrom.length === segments + 1 &&
      firsts[firsts.length - 1] === segments &&
      anchoredFrom.length === automaton.depths.length + 1;
    if (!fits) throw new FormError('phrases of two sizes');
    made.frozen = { automaton, joints, firsts, ends, endsFrom, anchored, anchoredFrom };
    return made;
  }

  /** Bytes held. */
  get bytes(): number {
    const { frozen, joiner, states, armedIn, reachedIn, heads } = this;
    let sum = this.vocabulary.bytes + (joiner?.bytes ?? 0) + (frozen?.automaton.bytes ?? 0);
    for (const { byteLength } of Object.values(frozen?.joints ?? {})) sum += byteLength;
    const { firsts, ends, endsFrom, anchored, anchoredFrom } = frozen ?? {};
    const flat = [firsts, ends, endsFrom, anchored, anchoredFrom, states, armedIn, reachedIn, heads];
    for (const part of [...flat, this.segments.items, this.nexts.items]) sum += part?.byteLength ?? 0;
    return sum;
  }
}

/** The phrases by the nodes at which their anchor ends. */
function byNode(anchors: Int32Array, ends: Int32Array, endsFrom: Int32Array, nodes: number) {
  const anchoredFrom = new Int32Array(nodes + 1);
  const each = (visit: (phrase: number, node: number) => void) => {
    for (const [phrase, segment] of anchors.entries()) {
      const stop = endsFrom[segment + 1] ?? 0;
      for (let at = endsFrom[segment] ?? 0; at < stop; at++) visit(phrase, ends[at] ?? 0);
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
  each((phrase, node) => {
    const place = at[node] ?? 0;
    anchored[place] = phrase;
    at[node] = place + 1;
  });
  return { anchored, anchoredFrom };
}
