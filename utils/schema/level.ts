import * as z from 'zod/mini';

/** How sure we are, as the reader meets it: nothing, "looks like", "this is". */
export const Level = z.enum(['none', 'notice', 'warning']);
export type Level = z.infer<typeof Level>;
