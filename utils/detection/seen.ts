import { FoldSpace } from '@/utils/text/normalise';
import { textHash } from '@/utils/text/text-hash';

/**
 * Answers about texts that were seen lately. In chats the same advertisement is
 * posted over and over: of 668,043 messages that were counted in one study,
 * 24,326 were different.
 *
 * Keys are hashes of what a text folds to; no text is kept. At most `most` answers
 * are: when the younger half is full it becomes the older, and what was not asked
 * for since the last time is forgotten.
 */
export class Seen<Answer extends object> {
  private young = new Map<number, Answer>();
  private old = new Map<number, Answer>();
  private readonly half: number;
  private readonly seed: number;
  private readonly space = new FoldSpace();

  /** `seed`: by chance, once per life of the background, so that nobody can make two texts meet. */
  constructor(most: number, seed: number) {
    this.half = Math.max(1, most >> 1);
    this.seed = seed;
  }

  /** The answer about a text that folds to the same, or the one that `work` gives now. */
  of(text: string, work: () => Answer): Answer {
    const key = textHash(text, this.seed, this.space);
    const known = this.young.get(key);
    if (known !== undefined) return known;
    const answer = this.old.get(key) ?? work();
    if (this.young.size >= this.half) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, answer);
    return answer;
  }

  get size(): number {
    return this.young.size + this.old.size;
  }
}
