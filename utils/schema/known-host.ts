import * as z from 'zod/mini';
import { SiteId } from '@/utils/schema/site';

/**
 * An address at which a provider's webmail is known to run, so that it can be
 * offered to the reader. It grants nothing: the reader enables each, and what
 * the page is its build decides, not its address. Confidence: `high` the
 * provider or its software says so, or two sources agree of late; `medium` one
 * source, or some years old; `low` old, and nothing since.
 */
export const KnownHost = z.object({
  /** A host name, or `*.` and a domain below which each customer has a name. */
  host: z.string().check(z.regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/), z.maxLength(253)),
  software: SiteId,
  /** Where most of its readers live: ISO 3166-1 alpha-2. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  confidence: z.enum(['high', 'medium', 'low']),
  /** Where it was read, and when that was true. */
  source: z.string().check(z.minLength(10)),
});
export type KnownHost = z.infer<typeof KnownHost>;

/** The file `assets/hosts.json`. */
export const KnownHosts = z.array(KnownHost).check(z.maxLength(500));
