const OPENED = /^#!?\/Mail\/(\w{1,20})\/(.{1,400})\/(\d{1,12})(?:$|\?)/;

/** Whether an address is one of SOGo's mail, and not of its calendar or contacts. */
export const isSogoMail = ({ pathname }: Pick<URL, 'pathname'>): boolean => pathname.includes('/Mail/');

/** Where SOGo keeps the mail that an address names. */
export interface SogoMail {
  readonly account: string;
  /** As in the address, levels apart by `/`. */
  readonly folder: string;
  readonly uid: string;
}

export function sogoMailAt({ hash }: URL): SogoMail | null {
  const [, account, folder, uid] = OPENED.exec(hash) ?? [];
  if (!account || !folder || !uid) return null;
  return { account, folder: decoded(decoded(folder)), uid };
}

/** The address bar holds folders encoded twice, so that their slashes are no levels of its own. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
