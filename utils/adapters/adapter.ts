import type { AnchorFixes } from '@/utils/adapters/anchors';
import type { Found } from '@/utils/schema/found';
import type { MailHead } from '@/utils/schema/head';
import type { Attachment, Mailbox, SenderMark } from '@/utils/schema/message';
import type { PageState, SiteId } from '@/utils/schema/site';

/** An open mail on the page. Elements may live in a same-origin frame's document. */
export interface RenderedMail {
  /** The same mail gives the same key, on every visit; unique within the site's origin. Where a row stands for several mails, their keys begin with the row's, then `#`. */
  readonly key: string;
  /** The shield's host is inserted as a sibling right before this element (never inside the mail's own body). */
  readonly anchor: Element;
  /** Roots of the mail's body, in reading order. Empty while the page is still loading it. */
  readonly body: readonly Element[];
  readonly subject: string;
  readonly from: Mailbox | undefined;
  readonly replyTo: Mailbox | undefined;
  /** What the site itself shows of who sends. */
  readonly marks?: readonly SenderMark[];
  readonly to: readonly string[];
  readonly attachments: readonly Attachment[];
  /** Selector of parts that the site itself folds away in the body (a trimmed quote): no trick of the sender. */
  readonly folded?: string;
  /** Its head stands in a document of another origin, which tells it in `Reading.heads`. */
  readonly headless?: true;
}

/** A row in the list of mails. */
export interface ListRow {
  /** The `RenderedMail.key` of the mail that this row opens, or its part before `#`. */
  readonly key: string;
  /** Element at whose end the mark's host is put. */
  readonly anchor: Element;
}

/** What an adapter sees in a document at one moment. */
export interface Reading {
  readonly state: PageState;
  /** Open mails; drafts and the reader's own sent mails are left out. */
  readonly mails: readonly RenderedMail[];
  readonly rows: readonly ListRow[];
  /** Heads of mails whose bodies stand in frames of another origin. Only while such a frame is on the page. */
  readonly heads?: readonly MailHead[];
  /** Trees beside the page's own in which list or mail stand: open shadow roots. */
  readonly trees?: readonly Node[];
  /** What was recognised, where the state alone does not tell it. */
  readonly found?: Found;
  /** Whatever this page draws, there is no mail at its address (settings, calendar, login): only another address is news. */
  readonly idle?: true;
}

/**
 * The one place that knows how a webmail is built. It only reads: it never
 * changes the page, never waits, never throws on a page it does not know (it
 * says `changed` or `foreign`).
 */
export interface Adapter {
  readonly id: SiteId;
  /** Match patterns of hosts known to run this webmail. May be empty for self-hosted software only. */
  readonly hosts: readonly string[];
  /** The script must also run inside frames of these hosts (Roundcube's preview). */
  readonly frames: boolean;
  read(page: Document, url: URL): Reading;
  /** The same adapter with anchors that came in a list. */
  withFixes?(fixes: AnchorFixes): Adapter;
}
