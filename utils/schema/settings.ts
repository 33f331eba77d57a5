import * as z from 'zod/mini';
import { Country } from '@/utils/schema/country';
import { Language } from '@/utils/schema/language';

/** The reader's choices. `null` means "as the browser has it". */
export const Settings = z.object({
  language: z.nullable(Language),
  country: z.nullable(Country),
  /** Origins where the reader asked us to stay quiet. */
  paused: z.array(z.string().check(z.maxLength(300))).check(z.maxLength(200)),
  /** Small marks in the list of mails. */
  marks: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = { language: null, country: null, paused: [], marks: true };
