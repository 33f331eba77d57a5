import { foldedText, normalise } from '@/utils/text/normalise';

/**
 * Which texts are variants of one another.
 *
 * MinHash: of every text the smallest value of each of 96 hash functions over
 * its runs of three words. Two texts agree on a hash as often as their runs
 * agree (Jaccard), so that alike texts are found without comparing all pairs:
 * texts that share a band of three hashes are candidates, and the share of equal
 * hashes decides (Broder, 1997). A text that stands whole inside another shares
 * few hashes with it: for that, pass both to `holds`.
 */

const HASHES = 96;
const BAND = 3;
const SHINGLE_WORDS = 3;
/** From here on two texts are one template with other names and sums in it. */
const ALIKE = 0.4;
/** Common footers of a mailing list put thousands into one bucket; comparing each with the first few is enough to join them. */
const MAX_COMPARED = 20;

/** Groups of near-duplicates: for each text the index of the first of its group. `joined` are pairs known beforehand. */
export function nearDuplicates(
  texts: readonly string[],
  joined: Iterable<readonly [number, number]> = [],
): number[] {
  const groups = new Groups(texts.length);
  for (const [a, b] of joined) groups.join(a, b);
  const signatures = texts.map((text) => signature(shingles(text)));
  for (let band = 0; band < HASHES; band += BAND) {
    const buckets = new Map<string, number[]>();
    for (const [at, mins] of signatures.entries()) {
      if (!mins) continue;
      const key = `${mins[band]} ${mins[band + 1]} ${mins[band + 2]}`;
      const bucket = buckets.get(key);
      if (!bucket) {
        buckets.set(key, [at]);
        continue;
      }
      for (const other of bucket.slice(0, MAX_COMPARED)) {
        if (groups.of(other) === groups.of(at)) continue;
        const theirs = signatures[other];
        if (theirs && agreement(mins, theirs) >= ALIKE) groups.join(other, at);
      }
      bucket.push(at);
    }
  }
  return texts.map((_, at) => groups.of(at));
}

/** The share of the shorter text's runs of words that stand in the longer one. */
export function holds(longer: ReadonlySet<number>, shorter: ReadonlySet<number>): number {
  if (shorter.size === 0) return 0;
  let shared = 0;
  for (const run of shorter) if (longer.has(run)) shared += 1;
  return shared / shorter.size;
}

/** Hashes of all runs of three words; of a shorter text, of all its words at once. */
export function shingles(text: string): Set<number> {
  const words = foldedText(normalise(text)).match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs = new Set<number>();
  const size = Math.min(SHINGLE_WORDS, words.length);
  if (size === 0) return runs;
  for (let i = 0; i + size <= words.length; i += 1) runs.add(hash(words.slice(i, i + size).join(' ')));
  return runs;
}

function signature(runs: ReadonlySet<number>): Uint32Array | null {
  if (runs.size === 0) return null;
  const mins = new Uint32Array(HASHES).fill(0xffffffff);
  for (const run of runs) {
    // Two hashes give as many as wanted (Kirsch and Mitzenmacher, 2006).
    const step = mix(run ^ 0x9e3779b9) | 1;
    let value = run;
    for (let k = 0; k < HASHES; k += 1) {
      const mixed = mix(value);
      if (mixed < (mins[k] ?? 0)) mins[k] = mixed;
      value = (value + step) >>> 0;
    }
  }
  return mins;
}

function agreement(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let k = 0; k < HASHES; k += 1) if (a[k] === b[k]) equal += 1;
  return equal / HASHES;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** The finish of MurmurHash3. */
function mix(value: number): number {
  let v = value;
  v = Math.imul(v ^ (v >>> 16), 0x85ebca6b);
  v = Math.imul(v ^ (v >>> 13), 0xc2b2ae35);
  return (v ^ (v >>> 16)) >>> 0;
}

/** Union–find; a group is known by its lowest member. */
class Groups {
  readonly #parent: number[];

  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_, at) => at);
  }

  of(at: number): number {
    let root = at;
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root;
    for (let next = at; next !== root; ) {
      const parent = this.#parent[next] ?? root;
      this.#parent[next] = root;
      next = parent;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y);
    if (low !== undefined && high !== undefined) this.#parent[high] = low;
  }
}
