import type { Folded } from '@/utils/text/normalise';

/**
 * Words and beginnings of words (`film*`), all looked up while a folded text is
 * read once: no word is cut out of it, so that a mail costs microseconds.
 *
 * A hash grows with each letter of a word. It is looked up where a beginning may
 * end, and once more at the end of the word; letters are compared where it is
 * found, so nothing is ever mistaken. Words with a digit in them are counted and,
 * where nobody asks for them, not looked up: they are of one text, not of its kind.
 */
export class WordTable {
  /** Number of a key + 1, by its hash. */
  private readonly slots: Int32Array;
  private readonly letters: Uint16Array;
  /** Where the letters of each key begin. */
  private readonly starts: Int32Array;
  /** Where the values of each key begin. */
  private readonly firsts: Int32Array;
  private readonly values: Int32Array;
  /** 1 for a key that is a beginning. */
  private readonly stems: Uint8Array;
  /** A bit for each beginning of a key, by its hash: most words are no key's after a few letters. */
  private readonly begun = new Int32Array(BEGUN / 32);
  /** A bit for each key that is a beginning, so that few are looked up in vain. */
  private readonly stemmed = new Int32Array(BEGUN / 32);
  /** The keys that the word under the reader's finger answers to. */
  private readonly found = new Int32Array(MAX_LETTERS + 1);
  private readonly digitsToo: boolean;

  /** Keys are folded words, with `*` at their end where they are beginnings, of at most 30 letters; each has some values. */
  constructor(entries: ReadonlyMap<string, readonly number[]>, numbers: 'digits' | 'none' = 'none') {
    this.digitsToo = numbers === 'digits';
    let size = 64;
    while (size < entries.size * 2) size *= 2;
    this.slots = new Int32Array(size);
    let room = 0;
    let told = 0;
    for (const [name, own] of entries) {
      room += name.length;
      told += own.length;
    }
    const letters = new Uint16Array(room);
    const values = new Int32Array(told);
    this.starts = new Int32Array(entries.size + 1);
    this.firsts = new Int32Array(entries.size + 1);
    this.stems = new Uint8Array(entries.size);
    let key = 0;
    let letter = 0;
    let first = 0;
    for (const [name, own] of entries) {
      const isStem = name.endsWith(STEM);
      const end = isStem ? name.length - 1 : name.length;
      let hash = SEED;
      for (let i = 0; i < end; i++) {
        const unit = name.charCodeAt(i);
        letters[letter++] = unit;
        hash = step(hash, unit);
        const bit = bitOf(hash);
        this.begun[bit >>> 5] = (this.begun[bit >>> 5] ?? 0) | (1 << (bit & 31));
      }
      if (isStem) {
        const bit = bitOf(hash);
        this.stemmed[bit >>> 5] = (this.stemmed[bit >>> 5] ?? 0) | (1 << (bit & 31));
      }
      let slot = this.slotOf(isStem ? hash : whole(hash));
      while (this.slots[slot] !== 0) slot = (slot + 1) & (size - 1);
      for (const value of own) values[first++] = value;
      this.stems[key] = isStem ? 1 : 0;
      this.slots[slot] = ++key;
      this.starts[key] = letter;
      this.firsts[key] = first;
    }
    this.letters = letters;
    this.values = values;
  }

  /**
   * Tells the values of all keys that the words of a text answer to, in the order
   * of the words, each with the number of its word, from `first` on, and where it begins.
   * @returns the number of the word after the last; reading ends at `most`.
   */
  read(
    { units, length }: Pick<Folded, 'units' | 'length'>,
    first: number,
    most: number,
    report: Told,
  ): number {
    const { found, begun, stemmed, digitsToo } = this;
    let word = first;
    for (let at = 0; at < length && word < most; at++) {
      if (!isOfWord(units[at] ?? 0)) continue;
      const start = at;
      let hash = SEED;
      let count = 0;
      let digits = false;
      let open = true;
      for (; at < length; at++) {
        const unit = units[at] ?? 0;
        if (!isOfWord(unit)) break;
        if (unit < LOWEST_LETTER) digits = true;
        if (!open) continue;
        hash = step(hash, unit);
        const bit = bitOf(hash);
        if (((begun[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) {
          open = false;
          continue;
        }
        if (((stemmed[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) continue;
        const letters = at - start + 1;
        if (letters > MAX_LETTERS) continue;
        const key = this.keyOf(hash, units, start, letters, 1);
        if (key >= 0) found[count++] = key;
      }
      if (open && at - start <= MAX_LETTERS) {
        const key = this.keyOf(whole(hash), units, start, at - start, 0);
        if (key >= 0) found[count++] = key;
      }
      if (!digits || digitsToo) for (let k = 0; k < count; k++) this.tell(found[k] ?? 0, word, start, report);
      word++;
    }
    return word;
  }

  private tell(key: number, word: number, start: number, report: Told): void {
    const end = this.firsts[key + 1] ?? 0;
    for (let k = this.firsts[key] ?? 0; k < end; k++) report(this.values[k] ?? 0, word, start);
  }

  private slotOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.slots.length - 1);
  }

  private keyOf(hash: number, units: Uint16Array, start: number, count: number, stem: number): number {
    const { slots, starts, letters, stems } = this;
    for (let slot = this.slotOf(hash); ; slot = (slot + 1) & (slots.length - 1)) {
      const key = (slots[slot] ?? 0) - 1;
      if (key < 0) return -1;
      const from = starts[key] ?? 0;
      if ((starts[key + 1] ?? 0) - from !== count || stems[key] !== stem) continue;
      let same = 0;
      while (same < count && letters[from + same] === units[start + same]) same++;
      if (same === count) return key;
    }
  }
}

/** Adds a value to a key of a table that is to be made. */
export function addValue(entries: Map<string, number[]>, key: string, value: number): void {
  const values = entries.get(key);
  if (values) values.push(value);
  else entries.set(key, [value]);
}

type Told = (value: number, word: number, start: number) => void;

const STEM = '*';
const MAX_LETTERS = 30;
const SEED = 0x811c9dc5 | 0;
const LOWEST_LETTER = 0x61;
const BEGUN = 1 << 17;
const bitOf = (hash: number) => (hash ^ (hash >>> 15)) & (BEGUN - 1);
const isOfWord = (unit: number) => (unit >= LOWEST_LETTER && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
const step = (hash: number, unit: number) => Math.imul(hash ^ unit, 0x01000193);
/** So that a word and a beginning of the same letters have two places. */
const whole = (hash: number) => Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
