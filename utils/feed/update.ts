import { type Bytes, sha256, toBytes, toText } from '@/utils/feed/bytes';
import { applyDelta } from '@/utils/feed/delta';
import { FeedError } from '@/utils/feed/error';
import { listText, parseList } from '@/utils/feed/list-form';
import {
  demandFresh,
  demandMeta,
  demandSigned,
  type Read,
  readMetadata,
  stillTrusted,
  verified,
} from '@/utils/feed/metadata';
import { Delta } from '@/utils/schema/delta';
import type { PatternList } from '@/utils/schema/list';
import { LIST_TARGET, type ListTarget, type Root, type Timestamp } from '@/utils/schema/release';

/**
 * One check of one host, as The Update Framework has it (specification, 5.2 to
 * 5.7), from the keys that we know to a list that may be tested and taken into use.
 *
 * It promises: what it gives is signed by enough keys of each role, belongs
 * together, is not older than anything in `known`, and is not past its date. It
 * writes nothing: whoever calls stores metadata and list together, or neither.
 * Only a newer root is told at once (`rotated`), because keys that were taken back
 * must stay so even when the rest of the check fails.
 *
 * Here it is more than TUF asks: a delta is another way to carry the list. It is
 * not signed; the list that it makes must have the length and hash that are. So a
 * delta that is missing, wrong or hostile costs itself, and the whole list comes.
 *
 * Runs in the browser and in Node: network, clock and storage come in.
 */

/** Texts of files as they came; what was never had is null. */
export interface Trusted {
  readonly root: string;
  readonly timestamp: string | null;
  readonly snapshot: string | null;
  readonly targets: string | null;
}

export interface Known {
  readonly trusted: Trusted;
  /** The list in use: its hash, and its text when a delta is to be applied. Null: it cannot be read. */
  readonly list: { readonly revision: number; readonly hash: string; text(): Promise<string> } | null;
  /** No list below this revision is taken; after the keys of `targets` were replaced, none below that of the build. */
  readonly floor: number;
  readonly seedRevision: number;
}

export interface World {
  /** A file of the host, whole, of at most so many bytes. @throws FeedError */
  get(path: string, most: number): Promise<Bytes>;
  /** Milliseconds since 1970, as far as is known. */
  readonly now: number;
  /** A newer root, verified; `freed`: the keys of `targets` are others, and the floor that theirs had set is void. */
  rotated?(root: string, freed: boolean): Promise<void>;
  /** Throws where the list of this hash is known to be of no use, before it is fetched. */
  refuse?(hash: string): void;
}

export interface Found {
  readonly trusted: Trusted;
  readonly target: ListTarget;
  /** Null: the list in use is the newest. */
  readonly list: { readonly list: PatternList; readonly text: string; readonly by: 'delta' | 'whole' } | null;
}

const MAX_BYTES = {
  root: 64 * 1024,
  timestamp: 8 * 1024,
  snapshot: 32 * 1024,
  targets: 64 * 1024,
  delta: 256 * 1024,
  list: 8 * 1024 * 1024,
} as const;
/** New roots in one check; one a year is usual. */
const MAX_ROOTS = 64;

/** @throws FeedError */
export async function checkForUpdate(known: Known, world: World): Promise<Found> {
  const { root, freed } = await newestRoot(known.trusted.root, world);
  const { signed } = root;
  const old = {
    timestamp: await stillTrusted('timestamp', known.trusted.timestamp, signed),
    snapshot: await stillTrusted('snapshot', known.trusted.snapshot, signed),
    targets: await stillTrusted('targets', known.trusted.targets, signed),
  };
  // Forgetting both when either key went is what ends a fast-forward attack.
  if (!old.timestamp || !old.snapshot) old.timestamp = old.snapshot = null;
  const now = Math.max(world.now, Date.parse(old.timestamp?.signed.issued ?? '') || 0);
  demandFresh('root', signed, now);

  const timestamp = await newestTimestamp(signed, old.timestamp, world);
  demandFresh('timestamp', timestamp.signed, now);

  const wanted = timestamp.signed.meta['snapshot.json'];
  const snapshot = await follow('snapshot', wanted, old.snapshot, signed, world);
  const before = old.snapshot?.signed.meta['targets.json'].version ?? 0;
  if (snapshot.signed.meta['targets.json'].version < before) throw new FeedError('rolled-back', 'snapshot');
  demandFresh('snapshot', snapshot.signed, now);

  const targets = await follow('targets', snapshot.signed.meta['targets.json'], old.targets, signed, world);
  demandFresh('targets', targets.signed, now);

  const target = targets.signed.targets[LIST_TARGET];
  return {
    trusted: {
      root: root.text,
      timestamp: timestamp.text,
      snapshot: snapshot.text,
      targets: targets.text,
    },
    target,
    list: await newestList(known, freed ? known.seedRevision : known.floor, target, world),
  };
}

/** Walks from root to root, each signed by the keys of the one before and by its own. */
async function newestRoot(trusted: string, world: World): Promise<{ root: Read<'root'>; freed: boolean }> {
  const first = readMetadata('root', trusted);
  // Nobody is asked on the word of a root that its own keys have not signed.
  await demandSigned('root', first, first.signed);
  let root = first;
  for (let count = 0; count < MAX_ROOTS; count++) {
    const bytes = await orMissing(world.get(`metadata/${root.signed.version + 1}.root.json`, MAX_BYTES.root));
    if (!bytes) break;
    const next = await verified('root', bytes, root.signed);
    await demandSigned('root', next, next.signed);
    // The name in the address is not signed: an old root under a new name is a rollback.
    if (next.signed.version !== root.signed.version + 1) throw new FeedError('rolled-back', 'root');
    root = next;
  }
  const freed = targetKeys(root) !== targetKeys(first);
  if (root !== first) await world.rotated?.(root.text, freed);
  return { root, freed };
}

const targetKeys = ({ signed }: Read<'root'>) => [...signed.roles.targets.keyids].sort().join();

async function newestTimestamp(
  root: Root,
  old: Read<'timestamp'> | null,
  world: World,
): Promise<Read<'timestamp'>> {
  const fresh = await verified(
    'timestamp',
    await world.get('metadata/timestamp.json', MAX_BYTES.timestamp),
    root,
  );
  if (!old) return fresh;
  const snapshotOf = ({ meta }: Timestamp) => meta['snapshot.json'].version;
  const isOlder =
    fresh.signed.version < old.signed.version || snapshotOf(fresh.signed) < snapshotOf(old.signed);
  if (isOlder) throw new FeedError('rolled-back', 'timestamp');
  // Two of one number: the first stands.
  return fresh.signed.version === old.signed.version ? old : fresh;
}

/** The file that another one names: what we have, where that is it. */
async function follow<R extends 'snapshot' | 'targets'>(
  role: R,
  wanted: Parameters<typeof demandMeta>[2],
  old: Read<R> | null,
  root: Root,
  world: World,
): Promise<Read<R>> {
  if (old?.signed.version === wanted.version) {
    const kept = await demandMeta(role, toBytes(old.text), wanted).then(
      () => true,
      () => false,
    );
    if (kept) return old;
  }
  const most = Math.min(wanted.length ?? MAX_BYTES[role], MAX_BYTES[role]);
  const bytes = await world.get(`metadata/${wanted.version}.${role}.json`, most);
  await demandMeta(role, bytes, wanted);
  const read = await verified(role, bytes, root);
  // Stops mix and match: the number must be the one that was signed above it.
  if (read.signed.version !== wanted.version) throw new FeedError('mismatch', role);
  return read;
}

async function newestList(
  { list: have }: Known,
  floor: number,
  target: ListTarget,
  world: World,
): Promise<Found['list']> {
  const { revision, since } = target.custom;
  world.refuse?.(target.hashes.sha256);
  if (have?.hash === target.hashes.sha256) return null;
  if (revision < floor) throw new FeedError('list-older', 'list');
  if (target.length > MAX_BYTES.list) throw new FeedError('too-large', 'list');
  if (have && since !== undefined && since <= have.revision && have.revision < revision) {
    const text = await byDelta(have, target, world);
    if (text !== null) return { ...readList(text, revision), by: 'delta' };
  }
  const bytes = await world.get(`targets/${target.hashes.sha256}.${LIST_TARGET}`, target.length);
  if (bytes.length !== target.length || (await sha256(bytes)) !== target.hashes.sha256)
    throw new FeedError('mismatch', 'list');
  return { ...readList(textOf(bytes), revision), by: 'whole' };
}

/** Null: the whole list is needed. */
async function byDelta(
  have: NonNullable<Known['list']>,
  { hashes, length }: ListTarget,
  world: World,
): Promise<string | null> {
  try {
    const path = `targets/${hashes.sha256}.from-${have.revision}.json`;
    const delta = Delta.parse(JSON.parse(toText(await world.get(path, MAX_BYTES.delta))));
    const text = listText(applyDelta(parseList(await have.text()), delta));
    const bytes = toBytes(text);
    return bytes.length === length && (await sha256(bytes)) === hashes.sha256 ? text : null;
  } catch {
    return null;
  }
}

function readList(text: string, revision: number): { list: PatternList; text: string } {
  const list = parseList(text);
  if (list.revision !== revision) throw new FeedError('list-unreadable', 'list');
  return { list, text };
}

function textOf(bytes: Bytes): string {
  try {
    return toText(bytes);
  } catch (cause) {
    throw new FeedError('list-unreadable', 'list', cause);
  }
}

/** The only file whose absence is an answer: there is no newer root. */
async function orMissing(bytes: Promise<Bytes>): Promise<Bytes | null> {
  try {
    return await bytes;
  } catch (error) {
    if (error instanceof FeedError && error.code === 'missing') return null;
    throw error;
  }
}
