import * as z from 'zod/mini';
import { MAX_SUBJECT_CHARS, MAX_TEXT_CHARS } from '@/utils/schema/limits';

/** Text that the reader asked us to look at, on a page that we do not read by ourselves. */
export const Picked = z.object({
  /** Selected by the reader, or the largest text of the page. */
  how: z.enum(['selected', 'page']),
  title: z.string().check(z.maxLength(MAX_SUBJECT_CHARS)),
  text: z.string().check(z.maxLength(MAX_TEXT_CHARS)),
  truncated: z.boolean(),
});
export type Picked = z.infer<typeof Picked>;
