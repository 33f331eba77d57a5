import type { RowTrie } from '@/utils/text/row-trie';
import type { Vocabulary } from '@/utils/text/vocabulary';

/**
 * Chooses the segment of each phrase that is seen least often in ordinary text.
 *
 * A phrase can only be there where its anchor is, and looking for anchors alone
 * is what most of a text costs. Nothing is known of ordinary text here, so how
 * common a word is gets guessed: short ones are common, and so are those that
 * many phrases need. A wrong guess costs time, never a finding.
 */

/** Each further letter makes a word about so much rarer. */
const RARER_BY_LETTER = 0.45;
const LONGEST = 9;
/** A row of two words is rarer than either. */
const RARER_BY_WORD = 0.15;
/** Kinds of tokens (#number, #amount, #wallet, #email, #url), in letters of a word that is as common. */
const KIND_LETTERS = [0, 1, 4, 9, 6, 5];

/** The anchor of each phrase, as its segment. `firsts` says where each phrase's segments begin, and ends with their number. */
export function chooseAnchors(rows: RowTrie, vocabulary: Vocabulary, firsts: Int32Array): Int32Array {
  const common = commonness(rows, vocabulary);
  const anchors = new Int32Array(firsts.length - 1);
  for (let phrase = 0; phrase < anchors.length; phrase++) {
    let least = Number.POSITIVE_INFINITY;
    const end = firsts[phrase + 1] ?? 0;
    for (let segment = firsts[phrase] ?? 0; segment < end; segment++) {
      let sum = 0;
      const stop = rows.endsFrom.items[segment + 1] ?? 0;
      for (let at = rows.endsFrom.items[segment] ?? 0; at < stop; at++) {
        sum += common[rows.ends.items[at] ?? 0] ?? 0;
      }
      if (sum >= least) continue;
      least = sum;
      anchors[phrase] = segment;
    }
  }
  return anchors;
}

/** How common the row of each node is. */
function commonness(rows: RowTrie, vocabulary: Vocabulary): Float64Array {
  const nodes = rows.depths.length;
  const { items: symbols } = rows.symbols;
  const uses = new Int32Array(vocabulary.symbolCount);
  for (let node = 1; node < nodes; node++) {
    const symbol = symbols[node] ?? 0;
    uses[symbol] = (uses[symbol] ?? 0) + 1;
  }
  const common = new Float64Array(nodes);
  for (let node = 1; node < nodes; node++) {
    const symbol = symbols[node] ?? 0;
    const letters = KIND_LETTERS[symbol] ?? vocabulary.lettersOf(symbol);
    const own = (1 + Math.sqrt(uses[symbol] ?? 0)) * RARER_BY_LETTER ** Math.min(letters, LONGEST);
    const parent = rows.parents.items[node] ?? 0;
    common[node] = parent === 0 ? own : Math.min(own, common[parent] ?? own) * RARER_BY_WORD;
  }
  return common;
}
