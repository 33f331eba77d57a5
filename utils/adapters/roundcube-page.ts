import { envString, has, labelOf } from '@/utils/adapters/page-text';
import { all, attribute, one, readyState } from '@/utils/adapters/safe-dom';

/** Where Roundcube keeps a mail. */
export interface RoundcubeMail {
  /** Address of the installation, path and all: a secure-URL token may stand in the path. No query, no fragment. */
  readonly base: string;
  readonly mailbox: string;
  /** As in the URL; `7.2` is a mail attached to mail 7, opened on its own. */
  readonly uid: string;
}

/** In search results over several folders a uid carries its folder: `7-INBOX/Archive`. */
const UID_WITH_FOLDER = /^(\d+)-(.+)$/s;

/** The mail that a list link, a preview or a full view names, or null. */
export function roundcubeMailAt(url: URL): RoundcubeMail | null {
  const query = url.searchParams;
  return locate(url, query.get('_uid') ?? '', query.get('_mbox') ?? '');
}

/** The mail that is open in this document: by its URL, else by the page's own settings script. */
export function openRoundcubeMail(page: Document, url: URL): RoundcubeMail | null {
  return roundcubeMailAt(url) ?? locate(url, envString(page, 'uid'), envString(page, 'mailbox'));
}

function locate(url: URL, uid: string, mailbox: string): RoundcubeMail | null {
  const split = UID_WITH_FOLDER.exec(uid);
  const bare = split?.[1] ?? uid;
  const folder = split?.[2] ?? mailbox;
  if (!bare || !folder) return null;
  return { base: url.origin + url.pathname, mailbox: folder, uid: bare };
}

/** One key for the list row and the open mail. */
export function roundcubeKey({ mailbox, uid }: RoundcubeMail): string {
  // A `#` would begin another part of the key.
  return `${mailbox.replaceAll('#', '%23')}/${uid}`;
}

export interface AttachedFile {
  readonly name: string;
  /** A whole mail (message/rfc822), as a report needs it. */
  readonly original: boolean;
}

/**
 * What a compose window is:
 * `ready` (its text field is there), `lost` (Roundcube has lost the draft:
 * "compose session error"), `login` (logged out; the target survives a login),
 * `loading` (not known yet).
 */
export type ComposePage =
  | { readonly state: 'ready'; readonly id: string; readonly attached: readonly AttachedFile[] }
  | { readonly state: 'lost' | 'login' | 'loading' };

const TEXT_FIELD = 'textarea[name="_message"]';

/** Reads a Roundcube compose page; null where the document is something else. Works on a fetched and parsed page too. */
export function readRoundcubeCompose(page: Document, url: URL): ComposePage | null {
  if (!isComposeUrl(url) && !isComposeBody(page)) return null;
  if (isRoundcubeLogin(page)) return { state: 'login' };
  if (!has(page, TEXT_FIELD)) return { state: readyState(page) === 'loading' ? 'loading' : 'lost' };
  const field = one(page, 'input[name="_id"]');
  const id = url.searchParams.get('_id') ?? (field && attribute(field, 'value')) ?? '';
  return { state: 'ready', id, attached: attachedFiles(page) };
}

/** Files in the order shown. Each has an `li#rcmfile…` whose class is made of its type: `message rfc822 eml`. */
function attachedFiles(page: Document): AttachedFile[] {
  return all(page, 'li[id^="rcmfile"]').map((item) => {
    const classes = (attribute(item, 'class') ?? '').split(/\s+/);
    const name = labelOf(one(item, '.attachment-name') ?? one(item, 'a.filename') ?? item);
    // While a file is being uploaded its class says so, and it is not attached yet.
    const there = !classes.includes('uploading');
    const whole = classes.includes('rfc822') || (classes.includes('eml') && classes.includes('message'));
    return { name, original: there && whole };
  });
}

export function isRoundcubeLogin(page: Document): boolean {
  return has(page, '#rcmloginuser') || has(page, 'input[name="_task"][value="login"]');
}

const OTHER_ACTIONS = new Set(['get', 'print', 'headers', 'viewsource', 'import', 'bounce']);

/** What one of Roundcube's pages can show, each of them a load of its own: mails or their list, a compose window, neither. */
export function roundcubePlace(page: Document, url: Pick<URL, 'search'>): 'mail' | 'compose' | 'other' {
  const query = new URLSearchParams(url.search);
  if ((query.get('_task') ?? 'mail') !== 'mail' || isRoundcubeLogin(page)) return 'other';
  const action = query.get('_action') ?? '';
  if (action === 'compose' || isComposeBody(page)) return 'compose';
  return OTHER_ACTIONS.has(action) ? 'other' : 'mail';
}

function isComposeUrl(url: URL): boolean {
  return url.searchParams.get('_action') === 'compose';
}

function isComposeBody(page: Document): boolean {
  return has(page, 'body.action-compose');
}
