import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';
import { SiteId } from '@/utils/schema/site';

/**
 * How well a delivery carries the mail: 1 the webmail itself attaches the
 * original; 2a we attach it; 2b we offer the original as a file and open the
 * compose window; 3 compose window with quoted text; 4 clipboard and address.
 */
export const Rank = z.enum(['1', '2a', '2b', '3', '4']);
export type Rank = z.infer<typeof Rank>;

/** What the reader is told before a report opens. */
export const ReportPlan = z.object({
  desk: z.string(),
  /** Address filled in as recipient. */
  to: z.string().check(z.maxLength(320)),
  rank: Rank,
  /** Compose window to open: of the mail's own origin, or of another of its webmail. */
  compose: z.string().check(z.maxLength(2_000)),
});
export type ReportPlan = z.infer<typeof ReportPlan>;

/** A report under way in a tab: what the compose page has to check. */
export const PendingReport = z.object({
  site: SiteId,
  family: Family,
  /** Origin of the mail's own page: a compose address elsewhere may lead back to it. */
  origin: z.string().check(z.maxLength(300)),
  plan: ReportPlan,
  /** Name of the file that the original was saved as, where the reader attaches it. */
  file: z.nullable(z.string().check(z.maxLength(255))),
  /** Milliseconds since the epoch. */
  started: z.number(),
  /** How often the compose window was opened. */
  attempts: z.number(),
});
export type PendingReport = z.infer<typeof PendingReport>;
