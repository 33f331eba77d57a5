import { matches, rootOf } from '@/utils/adapters/safe-dom';

/**
 * Where a webmail keeps what we read: for each thing a row of CSS selectors in
 * the order of trust, the first that finds something counts. They are data, so
 * that a webmail that changed can be followed without a new build.
 */
export interface Anchors {
  /** Any of these stands in every page of the app. */
  readonly app: readonly string[];
  /** An open mail, head and body. Empty where the site does not mark it: then it is what stands around a body and its sender. */
  readonly mail: readonly string[];
  /** Its body, inside the mail: an element, an inner frame of the same origin, or the host of an open shadow root. */
  readonly body: readonly string[];
  /** Inner frames of the same origin inside the body, in which parts of it stand. */
  readonly bodyFrames?: readonly string[];
  /** Something around the body before which the shield stands, where right before the body is no place for it (a row of columns). */
  readonly place?: readonly string[];
  /** The subject, inside the mail or else in the view around it. */
  readonly subject: readonly string[];
  /** The sender, inside the mail and outside its body. */
  readonly sender: readonly string[];
  /** The sender's name, where it stands apart from the address; a name can itself look like an address. */
  readonly senderName?: readonly string[];
  readonly replyTo?: readonly string[];
  readonly recipients?: readonly string[];
  readonly attachments?: readonly string[];
  /** Name and size inside an attachment; without them its whole label counts. */
  readonly attachmentName?: readonly string[];
  readonly attachmentSize?: readonly string[];
  /** A mail that is folded to its head. */
  readonly folded?: readonly string[];
  /** What only a mail that is being written has. */
  readonly writing: readonly string[];
  readonly row?: readonly string[];
  /** Inside a row, the place at whose end the mark stands; without it the row itself. */
  readonly rowMark?: readonly string[];
  /** The reader's own address, somewhere on the page. */
  readonly account?: readonly string[];
}

/** Fixes of anchors, from a list: they come before those of the build, which stay as the last resort. */
export type AnchorFixes = Readonly<Partial<Record<keyof Anchors, readonly string[]>>>;

/** Fixes without those that are no selectors here: a bad one would make every look at the page throw. */
export function usableFixes(fixes: AnchorFixes, page: Document): AnchorFixes {
  const root = rootOf(page);
  const usable: Record<string, readonly string[]> = {};
  for (const [name, selectors] of Object.entries(fixes)) {
    usable[name] = (selectors ?? []).filter((selector) => root !== null && isSelector(root, selector));
  }
  return usable;
}

function isSelector(root: Element, selector: string): boolean {
  try {
    matches(root, selector);
    return true;
  } catch {
    return false;
  }
}

export function fixAnchors(anchors: Anchors, fixes: AnchorFixes): Anchors {
  const fixed: Record<string, readonly string[]> = { ...anchors };
  for (const [name, selectors] of Object.entries(fixes)) {
    fixed[name] = [...(selectors ?? []), ...(fixed[name] ?? [])];
  }
  return fixed as unknown as Anchors;
}
