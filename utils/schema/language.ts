import * as z from 'zod/mini';

/** Languages that we speak to the reader. */
export const Language = z.enum(['nl', 'fr', 'de', 'en']);
export type Language = z.infer<typeof Language>;

/** Languages that patterns are written in; wider than what we speak. */
export const TextLanguage = z.enum(['nl', 'fr', 'de', 'en', 'es', 'it', 'pt', 'pl']);
export type TextLanguage = z.infer<typeof TextLanguage>;
