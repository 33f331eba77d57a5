import type { Lang, ReplicaMail } from '@/tests/sites/pages/mails';
import type { Skin } from '@/tests/sites/pages/roundcube';
import type { PageState, SiteId } from '@/utils/schema/site';

/**
 * Replicas of the webmails, written from what is known of their build. Each is a
 * whole page with its own small script: a click on a row shows the mail. They run
 * in a frame of a test page and, served under the real host names, in a whole
 * browser with the extension.
 */

export interface ReplicaOptions {
  readonly mails?: readonly ReplicaMail[];
  readonly lang?: Lang;
  /** Other names for the classes that a site hashes. */
  readonly seed?: number;
}

export interface Replica {
  readonly site: SiteId;
  readonly variant: string;
  /** Where the real page would be. */
  readonly url: string;
  /** What the site's adapter must make of it. */
  readonly state: PageState;
  /** Subjects and senders of the mails that must be read, in order. */
  readonly reads: readonly { readonly subject: string; readonly from: string | undefined }[];
  readonly rows: number;
  html(options?: ReplicaOptions): string;
}

export interface Filled {
  readonly mails: readonly ReplicaMail[];
  readonly lang: Lang;
  readonly seed: number;
  readonly skin?: Skin;
}

/** All replicas of one webmail. One file each, named in `replica.ts`. */
export interface ReplicaSite {
  readonly site: SiteId;
  readonly replicas: readonly Replica[];
  /** What its pages do not tell: whether a mail is the reader's own, to whom it went, what is attached, which mail it is. */
  readonly withholds?: readonly ('sent' | 'recipients' | 'attachments' | 'key')[];
  /** The key that the site's adapter gives a mail of these replicas. */
  key(mail: ReplicaMail): string;
  /** What a server under the real host name answers; null for what is no page. Undefined: the host is not of this site. */
  serve?(url: URL, filled: Filled): string | null | undefined;
}

export interface Expected {
  readonly state: PageState;
  readonly reads?: readonly ReplicaMail[];
  readonly rows?: number;
  /** Its mails' heads stand in another document. */
  readonly headless?: boolean;
}

export function fill(options: ReplicaOptions, mails: readonly ReplicaMail[]): Filled {
  return { mails: options.mails ?? mails, lang: options.lang ?? 'en', seed: options.seed ?? 1 };
}

export function replica(
  site: SiteId,
  variant: string,
  url: string,
  expected: Expected,
  mails: readonly ReplicaMail[],
  html: (filled: Filled) => string,
): Replica {
  return {
    site,
    variant,
    url,
    state: expected.state,
    reads: (expected.reads ?? []).map((mail) =>
      expected.headless
        ? { subject: '', from: undefined }
        : { subject: mail.subject, from: mail.from.address },
    ),
    rows: expected.rows ?? 0,
    html: (options = {}) => html(fill(options, mails)),
  };
}
