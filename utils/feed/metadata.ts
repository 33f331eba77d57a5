import type * as z from 'zod/mini';
import { type Bytes, sha256, toText } from '@/utils/feed/bytes';
import { FeedError } from '@/utils/feed/error';
import { isSignedBy } from '@/utils/feed/signatures';
import { Envelope, type Meta, type Role, Root, Snapshot, Targets, Timestamp } from '@/utils/schema/release';

const SCHEMAS = { root: Root, timestamp: Timestamp, snapshot: Snapshot, targets: Targets } as const;

type Signed<R extends Role> = z.infer<(typeof SCHEMAS)[R]>;

/** A file of metadata that was read; `text` as it came, to be kept. */
export interface Read<R extends Role> {
  readonly text: string;
  readonly envelope: Envelope;
  readonly signed: Signed<R>;
}

/** Reads a file as what it must be. Its signatures are not looked at. @throws FeedError `unreadable` */
export function readMetadata<R extends Role>(role: R, text: string): Read<R> {
  try {
    const envelope = Envelope.parse(JSON.parse(text));
    return { text, envelope, signed: SCHEMAS[role].parse(envelope.signed) as Signed<R> };
  } catch (cause) {
    throw new FeedError('unreadable', role, cause);
  }
}

/** The same from bytes, and signed by enough keys of its role. @throws FeedError `unreadable`, `bad-signature` */
export async function verified<R extends Role>(role: R, bytes: Bytes, root: Root): Promise<Read<R>> {
  const read = readMetadata(role, textOf(role, bytes));
  await demandSigned(role, read, root);
  return read;
}

export async function demandSigned<R extends Role>(role: R, read: Read<R>, root: Root): Promise<void> {
  const isSigned = await isSignedBy(read.envelope, root, role).catch(() => false);
  if (!isSigned) throw new FeedError('bad-signature', role);
}

/** What was kept, as far as it still stands under this root. Keys that were replaced take their files along. */
export async function stillTrusted<R extends Role>(
  role: R,
  text: string | null,
  root: Root,
): Promise<Read<R> | null> {
  if (text === null) return null;
  try {
    const read = readMetadata(role, text);
    await demandSigned(role, read, root);
    return read;
  } catch {
    return null;
  }
}

/** Stops a file of another release, and a damaged one. @throws FeedError `mismatch` */
export async function demandMeta(role: Role, bytes: Bytes, { length, hashes }: Meta): Promise<void> {
  if (length !== undefined && bytes.length !== length) throw new FeedError('mismatch', role);
  if (hashes && (await sha256(bytes)) !== hashes.sha256) throw new FeedError('mismatch', role);
}

/** Stops a freeze: somebody who serves what was true once. @throws FeedError `expired` */
export function demandFresh(role: Role, { expires }: { expires: string }, now: number): void {
  // Written so that a date that is none is no fresh one.
  if (!(Date.parse(expires) > now)) throw new FeedError('expired', role);
}

function textOf(role: Role, bytes: Bytes): string {
  try {
    return toText(bytes);
  } catch (cause) {
    throw new FeedError('unreadable', role, cause);
  }
}
