import type { Automaton } from '@/utils/text/automaton';
import { Growing } from '@/utils/text/growing';
import { FIRST, Joiner, type Joints, type Report, SPANS } from '@/utils/text/joiner';
import type { Tokens } from '@/utils/text/tokens';

/**
 * Finds phrases in tokens: anchors first, then what stands around them.
 *
 * Short words end a segment of hundreds of phrases, and joining all of them costs
 * more than everything else together. So a phrase is looked for only where its
 * anchor stands, the segment that is seen least often (see anchors), and only if
 * each of its other segments was seen as near to it as the gaps allow. Of 5,000
 * phrases some thirty anchors stand in a mail, and a handful have company: these
 * few are joined exactly (see joiner), each within the few dozen tokens that it can
 * span.
 *
 * What is noted on the way are bounds that a phrase cannot do without, never more:
 * no phrase is missed for them. Texts are read in blocks, so that what is noted
 * stays small however long and however hostile a text is.
 */
export interface Found {
  readonly automaton: Automaton;
  readonly joints: Joints;
  /** Tokens of the longest row of each segment. */
  readonly lengths: Uint8Array;
  /** The nodes at which segment `s` ends: `ends` from `endsFrom[s]` on. */
  readonly endsFrom: Int32Array;
  readonly ends: Int32Array;
  /** The anchors that end at node `n`, as segments: `anchored` from `anchoredFrom[n]` on. */
  readonly anchoredFrom: Int32Array;
  readonly anchored: Int32Array;
}

/** Tokens of a block: all of nearly every mail. */
const BLOCK = 1024;
/** A state has fewer nodes. */
const RANKS = 512;
/** Positions run on from text to text, so that nothing need be cleared between them; here they begin anew. */
const LAST_POSITION = 0x3fffffff;
const MAX_KEPT = 1 << 16;

export class Finder {
  private readonly list: Found;
  private readonly joiner: Joiner;
  /** Tokens that the longest phrase can span. */
  private readonly reach: number;
  private states = new Int32Array(BLOCK);
  /** How far `states` is worked out. */
  private stepped = 0;
  private position: number;
  /** Of each node, the last position before, and the next position after, at which it was reached. */
  private readonly before: Int32Array;
  private readonly after: Int32Array;
  /** Anchors with company so far: pairs of segment and token. */
  private readonly candidates = new Growing();
  /** Stretches in which a phrase may stand: first segment, first token, last token. */
  private readonly windows = new Growing();
  /** Of each first segment, its window in this block + 1. */
  private readonly windowOf: Int32Array;
  /** While a phrase is joined: at each node, its segments that end there, latest first. */
  private readonly heads: Int32Array;
  private readonly entries = new Growing();
  /** What was found, as numbers that sort in the order of the text. */
  private found = new Float64Array(64);
  private foundCount = 0;

  constructor(list: Found) {
    this.list = list;
    const nodes = list.automaton.depths.length;
    const segments = list.lengths.length;
    const { reach, most } = longestOf(list);
    this.reach = reach;
    this.joiner = new Joiner(list.joints, most);
    this.position = reach;
    this.before = new Int32Array(nodes).fill(-LAST_POSITION);
    this.after = new Int32Array(nodes);
    this.windowOf = new Int32Array(segments);
    this.heads = new Int32Array(nodes);
  }

  /** Reports every phrase found, with its first and last token, in the order of last tokens. The same phrase may be reported often. */
  find(tokens: Tokens, report: Report): void {
    const { length } = tokens;
    if (this.states.length < length || this.states.length > MAX_KEPT) {
      this.states = new Int32Array(Math.max(BLOCK, length + (length >> 1)));
    }
    if (this.position + length > LAST_POSITION) {
      this.before.fill(-LAST_POSITION);
      this.after.fill(0);
      this.position = this.reach;
    }
    this.stepped = 0;
    this.foundCount = 0;
    for (let from = 0; from < length; from += BLOCK) {
      const to = Math.min(length, from + BLOCK);
      this.step(tokens, from, Math.min(length, to + this.reach));
      this.noteCandidates(from, to);
      if (this.candidates.length > 0) {
        this.keepThoseWithCompany(length);
        this.layWindows(length);
        this.joinWindows(from);
      }
      if (this.foundCount > 0) this.tell(from, to, report);
    }
    this.position += length + this.reach;
  }

  /** Works out the states up to `to`; what lies before `from` may be needed again. */
  private step({ classes }: Tokens, from: number, to: number): void {
    const { automaton } = this.list;
    if (this.stepped >= to) return;
    // Where all states were forgotten, those of the tokens before mean nothing any more.
    if (automaton.makeRoom(BLOCK + this.reach * 3)) this.stepped = Math.max(0, from - this.reach * 2);
    automaton.run(classes, this.stepped, to, this.states);
    this.stepped = to;
  }

  /** Notes each anchor before which all earlier segments of its phrase were seen near enough. */
  private noteCandidates(from: number, to: number): void {
    const { automaton, anchoredFrom, anchored, joints } = this.list;
    const { states, before, candidates, position } = this;
    const { nodeList, nodesFrom } = automaton;
    const { gaps } = joints;
    candidates.length = 0;
    for (let i = from; i < to; i++) {
      const state = states[i] ?? 0;
      if (state === 0) continue;
      const here = position + i;
      const begin = nodesFrom[state] ?? 0;
      const end = nodesFrom[state + 1] ?? 0;
      for (let n = begin; n < end; n++) before[nodeList[n] ?? 0] = here;
      for (let n = begin; n < end; n++) {
        const node = nodeList[n] ?? 0;
        const stop = anchoredFrom[node + 1] ?? 0;
        for (let k = anchoredFrom[node] ?? 0; k < stop; k++) {
          const segment = anchored[k] ?? 0;
          if (gaps[segment] === FIRST || this.hasBefore(segment, here)) {
            candidates.push(segment);
            candidates.push(i);
          }
        }
      }
    }
  }

  private hasBefore(anchor: number, here: number): boolean {
    const { joints, lengths, ends, endsFrom } = this.list;
    const { before } = this;
    let least = here;
    for (let segment = anchor; joints.gaps[segment] !== FIRST; segment--) {
      least -= (joints.gaps[segment] ?? 0) + (lengths[segment] ?? 0);
      const stop = endsFrom[segment] ?? 0;
      let at = endsFrom[segment - 1] ?? 0;
      while (at < stop && (before[ends[at] ?? 0] ?? 0) < least) at++;
      if (at === stop) return false;
    }
    return true;
  }

  /** From the last candidate to the first, keeps those behind which all later segments are seen near enough. */
  private keepThoseWithCompany(length: number): void {
    const { automaton, joints } = this.list;
    const { candidates, states, after, position, reach } = this;
    const { nodeList, nodesFrom } = automaton;
    const { items } = candidates;
    let noted = length;
    let kept = candidates.length;
    for (let c = candidates.length - 2; c >= 0; c -= 2) {
      const segment = items[c] ?? 0;
      const i = items[c + 1] ?? 0;
      if (joints.lasts[segment] === 0) {
        for (let t = Math.min(noted, i + reach) - 1; t > i; t--) {
          const state = states[t] ?? 0;
          if (state === 0) continue;
          const end = nodesFrom[state + 1] ?? 0;
          for (let n = nodesFrom[state] ?? 0; n < end; n++) after[nodeList[n] ?? 0] = position + t;
        }
        noted = Math.min(noted, i + 1);
        if (!this.hasAfter(segment, position + i)) continue;
      }
      kept -= 2;
      items[kept] = segment;
      items[kept + 1] = i;
    }
    items.copyWithin(0, kept, candidates.length);
    candidates.length -= kept;
  }

  private hasAfter(anchor: number, here: number): boolean {
    const { joints, lengths, ends, endsFrom } = this.list;
    const { after } = this;
    let most = here;
    for (let segment = anchor + 1; ; segment++) {
      most += (joints.gaps[segment] ?? 0) + (lengths[segment] ?? 0);
      const stop = endsFrom[segment + 1] ?? 0;
      let at = endsFrom[segment] ?? 0;
      for (; at < stop; at++) {
        const next = after[ends[at] ?? 0] ?? 0;
        if (next > here && next <= most) break;
      }
      if (at === stop) return false;
      if (joints.lasts[segment] === 1) return true;
    }
  }

  /** The stretches around candidates that their phrases can span; those of one phrase that touch are one. */
  private layWindows(length: number): void {
    const { joints, lengths } = this.list;
    const { candidates, windows, windowOf } = this;
    windows.length = 0;
    for (let c = 0; c < candidates.length; c += 2) {
      const anchor = candidates.items[c] ?? 0;
      const i = candidates.items[c + 1] ?? 0;
      let first = anchor;
      let from = i + 1 - (lengths[anchor] ?? 0);
      for (; joints.gaps[first] !== FIRST; first--) {
        from -= (joints.gaps[first] ?? 0) + (lengths[first - 1] ?? 0);
      }
      let to = i;
      for (let segment = anchor; joints.lasts[segment] === 0; segment++) {
        to += (joints.gaps[segment + 1] ?? 0) + (lengths[segment + 1] ?? 0);
      }
      from = Math.max(0, from);
      to = Math.min(length - 1, to);
      const open = (windowOf[first] ?? 0) - 1;
      if (open >= 0 && from <= (windows.items[open + 2] ?? 0)) {
        windows.items[open + 2] = to;
        continue;
      }
      windowOf[first] = windows.length + 1;
      windows.push(first);
      windows.push(from);
      windows.push(to);
    }
    for (let w = 0; w < windows.length; w += 3) windowOf[windows.items[w] ?? 0] = 0;
  }

  private joinWindows(block: number): void {
    const { windows } = this;
    for (let w = 0; w < windows.length; w += 3) {
      const first = windows.items[w] ?? 0;
      const last = this.mark(first);
      this.joiner.begin(first, last);
      this.join(windows.items[w + 1] ?? 0, windows.items[w + 2] ?? 0, block);
      this.unmark();
    }
  }

  /** Writes down at each node which segments of the phrase end there; answers its last segment. */
  private mark(first: number): number {
    const { joints, ends, endsFrom } = this.list;
    const { heads, entries } = this;
    entries.length = 0;
    for (let segment = first; ; segment++) {
      const stop = endsFrom[segment + 1] ?? 0;
      for (let at = endsFrom[segment] ?? 0; at < stop; at++) {
        const node = ends[at] ?? 0;
        entries.push(segment);
        entries.push(node);
        entries.push(heads[node] ?? 0);
        heads[node] = entries.length;
      }
      if (joints.lasts[segment] === 1) return segment;
    }
  }

  private unmark(): void {
    const { heads, entries } = this;
    for (let at = 1; at < entries.length; at += 3) heads[entries.items[at] ?? 0] = 0;
  }

  private join(from: number, to: number, block: number): void {
    const { automaton } = this.list;
    const { heads, entries, joiner, states } = this;
    const { nodeList, nodesFrom, depths } = automaton;
    for (let i = from; i <= to; i++) {
      const state = states[i] ?? 0;
      if (state === 0) continue;
      const begin = nodesFrom[state] ?? 0;
      const end = nodesFrom[state + 1] ?? 0;
      for (let n = begin; n < end; n++) {
        const node = nodeList[n] ?? 0;
        for (let at = heads[node] ?? 0; at !== 0; at = entries.items[at - 1] ?? 0) {
          const segment = entries.items[at - 3] ?? 0;
          const span = joiner.join(segment, i, depths[node] ?? 0);
          if (span > 0 && i >= block) this.note(i - block, n - begin, segment, span);
        }
      }
    }
  }

  /** By token, then by node, then the latest phrase first. */
  private note(token: number, rank: number, segment: number, span: number): void {
    const segments = this.list.lengths.length;
    if (this.foundCount === this.found.length) {
      const wider = new Float64Array(this.found.length * 2);
      wider.set(this.found);
      this.found = wider;
    }
    const place = (token * RANKS + rank) * segments + segments - 1 - segment;
    this.found[this.foundCount++] = place * SPANS + span;
  }

  /** Reports what ends in the block; what ends behind it waits for what the next block has before it. */
  private tell(from: number, to: number, report: Report): void {
    const { found, list } = this;
    const segments = list.lengths.length;
    const count = this.foundCount;
    if (count > 1) found.subarray(0, count).sort();
    let told = -1;
    let waiting = 0;
    for (let k = 0; k < count; k++) {
      const packed = found[k] ?? 0;
      const place = Math.floor(packed / SPANS);
      // Two windows of one phrase may both see its end.
      if (place === told) continue;
      told = place;
      const row = Math.floor(place / segments);
      const token = Math.floor(row / RANKS);
      if (from + token >= to) {
        found[waiting++] = packed - (to - from) * RANKS * segments * SPANS;
        continue;
      }
      const segment = segments - 1 - (place - row * segments);
      const last = from + token;
      report(list.joints.ids[segment] ?? 0, last + 1 - (packed - place * SPANS), last);
    }
    this.foundCount = waiting;
  }

  /** Bytes held. */
  get bytes(): number {
    const { states, before, after, windowOf, heads, found, candidates, windows, entries } = this;
    const flat = [
      states,
      before,
      after,
      windowOf,
      heads,
      found,
      candidates.items,
      windows.items,
      entries.items,
    ];
    return flat.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }
}

/** Tokens that the longest phrase can span, and segments of the phrase with most of them. */
function longestOf({ joints: { gaps, lasts }, lengths }: Found): { reach: number; most: number } {
  let reach = 1;
  let most = 1;
  let span = 0;
  let count = 0;
  for (let segment = 0; segment < lengths.length; segment++) {
    const gap = gaps[segment] ?? FIRST;
    span += (lengths[segment] ?? 0) + (gap === FIRST ? 0 : gap);
    count++;
    if (lasts[segment] === 0) continue;
    reach = Math.max(reach, span);
    most = Math.max(most, count);
    span = 0;
    count = 0;
  }
  return { reach, most };
}
