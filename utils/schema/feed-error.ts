import { ROLES } from '@/utils/schema/release';

/** What of a release an error is about. */
export const RELEASE_FILES = [...ROLES, 'list'] as const;
export type ReleaseFile = (typeof RELEASE_FILES)[number];

/**
 * Why no newer list came into use; one code a reason, and each has its words in
 * the locales (`feed.<code>`). Those of the network say nothing about lists, those
 * of trust name the attack that they stop, and in all cases what protected before
 * goes on protecting.
 */
export const FEED_ERRORS = [
  /** The list inside the build cannot be fetched or is not a list. */
  'seed-unreadable',

  /** Nobody answers: no network, no such host, connection refused. */
  'unreachable',
  /** The host sends us elsewhere, which is never followed. */
  'redirected',
  /** A file that must be there is not. */
  'missing',
  /** The host says no, or has trouble of its own. */
  'refused',
  /** The host asked for patience. */
  'busy',
  /** It took too long (slow retrieval). */
  'timed-out',
  /** The connection ended within a file. */
  'cut-off',
  /** More bytes than such a file may have, packed or not (endless data). */
  'too-large',

  /** Not JSON, or not what the file should be. */
  'unreadable',
  /** Not enough valid signatures (arbitrary software, keys lost under the threshold). */
  'bad-signature',
  /** An older version than what we have seen (rollback). */
  'rolled-back',
  /** Past its date (freeze), or our clock is ahead. */
  'expired',
  /** Files of different releases, or damaged ones (mix and match). */
  'mismatch',

  /** The list is older than the newest that we had. */
  'list-older',
  /** Signed, and not a list that this build can read. */
  'list-unreadable',
  /** More than may be compiled. */
  'list-too-large',
  /** It does not see what every list must see. */
  'list-blind',
  /** It warns of harmless texts. */
  'list-alarming',
  /** One of its patterns is found in too many harmless texts. */
  'list-too-broad',
  /** It has brought the extension down before. */
  'list-set-aside',

  /** The browser did not store it (disk full, storage blocked). */
  'not-stored',
  /** A fault of ours. */
  'broken',
] as const;
export type FeedErrorCode = (typeof FEED_ERRORS)[number];
