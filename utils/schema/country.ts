import * as z from 'zod/mini';

/** Countries with advice of their own; `XX` is anywhere else. ISO 3166-1 alpha-2. */
export const Country = z.enum(['BE', 'NL', 'FR', 'DE', 'XX']);
export type Country = z.infer<typeof Country>;
