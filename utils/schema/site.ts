import * as z from 'zod/mini';

/** A place that we read. One adapter each. */
export const SiteId = z.enum([
  'gmail',
  'outlook',
  'yahoo',
  'proton',
  'tuta',
  'fastmail',
  'roundcube',
  'sogo',
  'horde',
  'snappymail',
  'zimbra',
  'open-xchange',
  'zoho',
  'gmx',
  'icloud',
]);
export type SiteId = z.infer<typeof SiteId>;

/**
 * What an adapter makes of the page:
 * `mail` (a mail is open and read), `list` (only a list), `other` (the site, but
 * nothing to read: compose, settings, login), `changed` (the site, but its build
 * is not what we know: nothing is shown), `foreign` (not the site at all).
 */
export const PageState = z.enum(['mail', 'list', 'other', 'changed', 'foreign']);
export type PageState = z.infer<typeof PageState>;
