import type { Country } from '@/utils/schema/country';
import type { Desk } from '@/utils/schema/desk';
import type { MailFamily } from '@/utils/schema/family';
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

/** Crisis lines shown at once: a frightened reader needs a number, not a directory. */
const MAX_CRISIS_DESKS = 2;

export interface ReportTarget {
  readonly desk: Desk;
  readonly address: string;
}

const serves = (desk: Desk, country: Country, family: MailFamily) =>
  desk.countries.includes(country) && (desk.families.length === 0 || desk.families.includes(family));

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
 * Everybody who helps with this mail, in the order of the data. Of the crisis
 * lines those that speak the reader's language, at most two; where none does,
 * the country's first two, because an answer in another language beats none.
 */
export function helpDesks(
  country: Country,
  language: Language,
  family: MailFamily,
  desks: readonly Desk[],
): Desk[] {
  const near = desks.filter((desk) => desk.kind !== 'report' && serves(desk, country, family));
  const lines = near.filter((desk) => desk.kind === 'crisis');
  const spoken = lines.filter((desk) => speaks(desk, language));
  const crisis = (spoken.length > 0 ? spoken : lines).slice(0, MAX_CRISIS_DESKS);
  return near.filter((desk) => (desk.kind === 'crisis' ? crisis.includes(desk) : speaks(desk, language)));
}
