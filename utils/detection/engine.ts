import type { PatternList } from '@/utils/schema/list';
import type { Message } from '@/utils/schema/message';
import type { Verdict } from '@/utils/schema/verdict';

/** One compiled list, ready to judge. Pure: same message, same verdict. */
export interface Engine {
  readonly revision: number;
  /** Never throws on a `Message`; linear in the length of its text. */
  inspect(message: Message): Verdict;
}

/** @throws DetectionError when the list cannot be compiled within its budget. */
export declare function createEngine(list: PatternList): Engine;
