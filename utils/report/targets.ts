import type { Country } from '@/utils/schema/country';
import type { Desk, DeskKind } from '@/utils/schema/desk';
import type { Family, MailFamily } from '@/utils/schema/family';
import type { Language } from '@/utils/schema/language';

/**
 * Who takes the report and who helps: chosen by the data of `assets/desks.json`
 * alone, first match first, so that a correction is a change of data.
 *
 * Nobody takes a report of `real-images`: such a mail can hold the pictures
 * themselves, and passing them on spreads them. Its readers get people to talk to.
 *
 * Safeonweb stands in where the country is unknown (`XX`) or has no mailbox that
 * could be confirmed (FR): it reads only what the reader sends and hands bad links
 * on to the blocklists of browsers everywhere. Services of those readers' own that
 * take reports on a website are linked beside it.
 */

/** Lines of one kind shown at once: a frightened reader needs a number, not a directory. */
const MAX_LINES = 2;
/** Somebody to talk to: an answer in another language beats none. */
const TALK: readonly DeskKind[] = ['crisis', 'self'];

export interface ReportTarget {
  readonly desk: Desk;
  readonly address: string;
}

/** `family` null: what is for everything. */
const serves = (desk: Desk, country: Country, family: Family | null) =>
  desk.countries.includes(country) &&
  (desk.families.length === 0 || (family !== null && desk.families.includes(family)));

const speaks = (desk: Desk, language: Language) =>
  desk.languages.length === 0 || desk.languages.includes(language);

/** The desk that takes this mail, with its address in the reader's language; null where a report would do harm or nobody takes one. */
export function reportTarget(
  country: Country,
  language: Language,
  family: MailFamily,
  desks: readonly Desk[],
): ReportTarget | null {
  for (const desk of desks) {
    if (desk.kind !== 'report' || !serves(desk, country, family) || !speaks(desk, language)) continue;
    const address = desk.email?.[language];
    if (address !== undefined) return { desk, address };
  }
  return null;
}

/**
 * Everybody who helps with this, in the order of the data. Of the lines to talk
 * to those that speak the reader's language, at most two of a kind; where none
 * does, the country's first two.
 */
export function helpDesks(
  country: Country,
  language: Language,
  family: Family | null,
  desks: readonly Desk[],
): Desk[] {
  const near = desks.filter((desk) => desk.kind !== 'report' && serves(desk, country, family));
  const lines = TALK.flatMap((kind) => {
    const all = near.filter((desk) => desk.kind === kind);
    const spoken = all.filter((desk) => speaks(desk, language));
    return (spoken.length > 0 ? spoken : all).slice(0, MAX_LINES);
  });
  return near.filter((desk) => (TALK.includes(desk.kind) ? lines.includes(desk) : speaks(desk, language)));
}
