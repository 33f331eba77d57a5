import type { Mailbox } from '@/utils/schema/message';
import type { ReportPlan } from '@/utils/schema/report';
import type { SiteId } from '@/utils/schema/site';

/** What a delivery knows of the mail to report. */
export interface Reported {
  readonly key: string;
  readonly subject: string;
  readonly from: Mailbox | undefined;
  /** As rendered, for the rank that quotes. */
  readonly text: string;
  readonly page: Document;
  readonly url: URL;
}

/** To whom it goes, and the words that we write in the reader's name, in the reader's language. */
export interface Addressed {
  readonly desk: string;
  readonly to: string;
  readonly subject: string;
  /** One or two sentences; an address in a URL bears no more. */
  readonly text: string;
}

/**
 * How one webmail carries a report. Only builds addresses: what happens with
 * them, in which order, is the same everywhere. Null means that this page does
 * not hold what is needed.
 */
export interface Delivery {
  readonly site: SiteId;
  /** Origins besides the mail's own at which this webmail writes mails, or to which its compose address leads on. */
  readonly composeOrigins?: readonly string[];
  /** The best that this webmail can do; null: not even a compose window. */
  plan(mail: Reported, addressed: Addressed): ReportPlan | null;
  /** Where the original is to be had without a token, for rank 2b. */
  original?(mail: Reported): URL | null;
  /** Selector of what the compose window shows once it carries the original, for rank 1. */
  readonly attached?: string;
  /** What a webmail wants to see with that request, out of what its page shows to any script. */
  originalHeaders?(mail: Reported): Readonly<Record<string, string>>;
}

/** Query of a compose address. Spaces as %20: webmails show a `+` as it is. */
export function composeQuery(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

/** A `mailto:` address with its fields. */
export function mailto(to: string, fields: Readonly<Record<string, string>>): string {
  return `mailto:${to}?${composeQuery(fields)}`;
}
