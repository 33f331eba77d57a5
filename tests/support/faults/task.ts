/** What the page with the worker is asked to do. */
export interface Task {
  /** Looks for lists; else only the list in use is looked at. */
  readonly check: boolean;
  /** A mail that every list must warn of. */
  readonly bluff: string;
  /** Milliseconds by which the clock is wrong. */
  readonly clock?: number;
  readonly quota?: boolean;
  /** The database is taken away while the check is under way. */
  readonly terminated?: boolean;
  readonly noLock?: boolean;
  /** The worker is killed after so many milliseconds. */
  readonly killMs?: number;
}

/** What was so afterwards. */
export interface Did {
  readonly revision: number;
  readonly source: string;
  readonly failure: string | null;
  readonly file: string | null;
  readonly warns: boolean;
  /** What is stored is a list to the last byte, or nothing is. */
  readonly isWhole: boolean;
  readonly isStored: boolean;
  /** Milliseconds from the start of the background until it judges, by the new list where it checked. */
  readonly tookMs: number;
  /** Milliseconds from the last byte of the last file until what came is in use. */
  readonly activeMs: number;
  /** Milliseconds from the first message of the worker's life until the mail was judged. */
  readonly answeredMs: number;
  /** Milliseconds until the next check. */
  readonly due: number;
}
