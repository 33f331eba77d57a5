import * as z from 'zod/mini';
import { Country } from '@/utils/schema/country';
import { Family } from '@/utils/schema/family';
import { Language } from '@/utils/schema/language';

/** What a desk is for: `report` (takes the mail), `police`, `crisis` (somebody to talk to, now), `minors`, `images` (take pictures down), `bank`, `web` (takes reports on its website only), `hotline` (takes reports of chats by their link), `self` (for those who worry about themselves). */
export const DeskKind = z.enum([
  'report',
  'police',
  'crisis',
  'minors',
  'images',
  'bank',
  'web',
  'hotline',
  'self',
]);
export type DeskKind = z.infer<typeof DeskKind>;

/** Somebody outside who helps or takes reports. Facts only, each with where it was read. */
export const Desk = z.object({
  id: z.string(),
  kind: DeskKind,
  countries: z.array(Country),
  /** Languages in which it answers or takes reports; empty = any. */
  languages: z.array(Language),
  /** Families for which it is offered; empty = all. */
  families: z.array(Family),
  name: z.string(),
  phone: z.optional(z.string()),
  url: z.optional(z.string()),
  /** For `report`: the address of each language. */
  email: z.optional(z.partialRecord(Language, z.string())),
  source: z.string(),
});
export type Desk = z.infer<typeof Desk>;
