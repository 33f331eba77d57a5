const IN_HASH = /^#msg:([^;]{1,400});([\w.-]{1,40})/;

/** Where Horde keeps a mail: the mailbox in its own writing (base64url). */
export interface HordeMail {
  readonly mailbox: string;
  readonly uid: string;
}

/** The mail that an address names: in the hash of the list, or in the query of a window. */
export function hordeMailAt({ hash, searchParams }: URL): HordeMail | null {
  const inHash = IN_HASH.exec(hash.replace(/%3b/i, ';'));
  const mailbox = inHash?.[1] ?? searchParams.get('mailbox');
  const uid = inHash?.[2] ?? searchParams.get('buid');
  return mailbox && uid ? { mailbox, uid } : null;
}
