import { shuffled } from '@/utils/feed/addresses';
import { type Bytes, sha256, toBytes } from '@/utils/feed/bytes';
import { changeOf } from '@/utils/feed/change';
import { BusyError } from '@/utils/feed/download';
import { FeedError } from '@/utils/feed/error';
import { knownList, parseList } from '@/utils/feed/list-form';
import { demandSigned, type Read, readMetadata } from '@/utils/feed/metadata';
import { type Chance, dueAfterFailure, dueAfterSuccess } from '@/utils/feed/schedule';
import { listName, withoutPatterns } from '@/utils/feed/switch-off';
import { checkForUpdate, type Found, type Known } from '@/utils/feed/update';
import type { FeedLog, FeedPlace, FeedState, FeedTrial } from '@/utils/schema/feed-state';
import type { PatternList } from '@/utils/schema/list';
import { StorageError } from '@/utils/storage/error';
import { keepRelease, keepRoot, readFeedState, readListText } from '@/utils/storage/feed';

/**
 * From "look whether there is a newer list" to "it is in use", or to the reason
 * why not.
 *
 * It promises: whatever happens, the list in use stays whole, and is the old one
 * or the new one. All that is new is held in memory until it was verified and has
 * passed its test; then metadata, list and pointer are stored in one transaction.
 * Every check ends with a record (`FeedLog`). One context checks at a time; where
 * locks fail, the transaction sees that somebody else was faster.
 *
 * Each host is asked for a release of its own, in random order: files of two hosts
 * are never joined. The first that has a release which can be used, be it the one
 * in use, ends the check.
 */
export interface SyncParts {
  readonly place: FeedPlace;
  readonly addresses: readonly string[];
  /** The seed's text, in its canonical form. */
  readonly seedText: () => Promise<string>;
  readonly get: (address: string, most: number) => Promise<Bytes>;
  /** Throws when the list must not be used. */
  readonly test: (list: PatternList, name: string) => Promise<void>;
  readonly log: Slot<FeedLog>;
  readonly trial: Pick<Slot<FeedTrial>, 'read'>;
  readonly now: () => number;
  readonly chance: Chance;
  /** Of the extension: what this one refuses, the next may take. */
  readonly version: string;
}

interface Slot<T> {
  read(): Promise<T>;
  write(value: T): Promise<void>;
}

export type Synced =
  /** Another list, or other patterns switched off, from now on. */
  | { readonly kind: 'new' }
  | { readonly kind: 'same' }
  | { readonly kind: 'failed'; readonly error: FeedError };

/** Never rejects. */
export async function sync(parts: SyncParts): Promise<Synced> {
  const { log, now, chance } = parts;
  let waitMs = 0;
  const before = await log.read();
  try {
    const isNew = await fromAnyHost(parts, before, (ms) => {
      waitMs = Math.max(waitMs, ms);
    });
    const after = await log.read();
    await log.write({
      ...after,
      checked: now(),
      succeeded: now(),
      failure: null,
      failures: 0,
      due: dueAfterSuccess(now(), chance),
      putOff: false,
    });
    return { kind: isNew ? 'new' : 'same' };
  } catch (cause) {
    const error = asFeedError(cause);
    const after = await log.read();
    const failures = before.failures + 1;
    await log.write({
      ...after,
      checked: now(),
      failure: { code: error.code, file: error.file, at: now() },
      failures,
      due: dueAfterFailure(now(), failures, waitMs, chance),
      putOff: false,
    });
    return { kind: 'failed', error };
  }
}

async function fromAnyHost(
  parts: SyncParts,
  before: FeedLog,
  busy: (waitMs: number) => void,
): Promise<boolean> {
  let worst: FeedError | null = null;
  for (const address of shuffled(parts.addresses, parts.chance)) {
    try {
      return await fromHost(address, parts, before);
    } catch (cause) {
      const error = asFeedError(cause);
      if (error instanceof BusyError) busy(error.waitMs);
      // What cannot be stored here cannot be stored from another host either.
      if (error.code === 'not-stored') throw error;
      worst = worst === null || NETWORK.has(worst.code) ? error : worst;
    }
  }
  throw worst ?? new FeedError('unreachable');
}

/** Reasons that say less than others: of several hosts the more telling one is named. */
const NETWORK: ReadonlySet<string> = new Set([
  'unreachable',
  'missing',
  'refused',
  'busy',
  'timed-out',
  'cut-off',
]);

async function fromHost(address: string, parts: SyncParts, { floor, refused }: FeedLog): Promise<boolean> {
  const { place, log, version } = parts;
  const state = await readFeedState();
  const known = await knownFrom(state, floor, parts);
  const { aside } = await parts.trial.read();
  const found = await checkForUpdate(known, {
    now: Math.max(parts.now(), Date.parse(place.seed.made)),
    get: (path, most) => parts.get(`${address}${path}`, most),
    async rotated(root, freed) {
      await keepRoot(root);
      if (freed) await log.write({ ...(await log.read()), floor: 0 });
    },
    refuse(hash) {
      if (aside.includes(hash)) throw new FeedError('list-set-aside', 'list');
      if (refused?.hash === hash && refused.version === version) throw new FeedError(refused.code, 'list');
    },
  });
  return take(found, state, known, aside, parts);
}

/** Puts what was found into use. */
async function take(
  { trusted, target, list }: Found,
  state: FeedState | null,
  known: Known,
  aside: readonly string[],
  { test, log, now, version, place }: SyncParts,
): Promise<boolean> {
  if (!list && state && isSame(state, trusted)) return false;
  const hash = target.hashes.sha256;
  const off = target.custom.off ?? [];
  const isSwitched = off.join() !== (state?.off ?? []).join();
  const text = list?.text ?? (isSwitched ? await known.list?.text() : undefined);
  const old = known.list && list ? await known.list.text().then(knownList) : null;
  if (text !== undefined) {
    try {
      await test(withoutPatterns(list?.list ?? knownList(text), off), listName(hash, off));
    } catch (cause) {
      const error = asFeedError(cause);
      // A test that broke off says nothing of the list.
      if (error.code !== 'broken' && list)
        await log.write({ ...(await log.read()), refused: { hash, code: error.code, version } });
      throw error;
    }
  }
  const active = hash === place.seed.hash ? null : hash;
  const release = {
    state: { trusted, active, previous: previousOf(state, active, aside), off },
    text: list?.text ?? null,
    before: state?.active ?? null,
  };
  const isOurs = await keepRelease(release);
  if (!isOurs) return false;
  const change = list && old ? changeOf(old, list.list, now()) : null;
  const after = await log.read();
  await log.write({
    ...after,
    floor: Math.max(after.floor, target.custom.revision),
    change: change ?? after.change,
  });
  return list !== null || isSwitched;
}

/** The list before this one that can be trusted to work. */
function previousOf(state: FeedState | null, active: string | null, aside: readonly string[]): string | null {
  if (!state) return null;
  const isKept = state.active === active || (state.active !== null && aside.includes(state.active));
  return isKept ? state.previous : state.active;
}

const isSame = ({ trusted: old }: FeedState, now: Found['trusted']) =>
  old.root === now.root && old.timestamp === now.timestamp && old.targets === now.targets;

/** The list in use, as the next one is to follow it: that of the feed where it is whole, else the seed. */
async function knownFrom(
  state: FeedState | null,
  floor: number,
  { place, seedText }: SyncParts,
): Promise<Known> {
  const seed = { revision: place.seed.revision, hash: place.seed.hash, text: seedText };
  const list = (await activeList(state)) ?? seed;
  return {
    trusted: await trustedFrom(state, place),
    list: list.revision > seed.revision ? list : seed,
    floor: Math.max(floor, seed.revision),
    seedRevision: seed.revision,
  };
}

async function activeList(state: FeedState | null): Promise<Known['list']> {
  if (!state?.active) return null;
  const { active: hash } = state;
  const text = await readListText(hash);
  if (text === null || (await sha256(toBytes(text))) !== hash) return null;
  try {
    return { hash, revision: parseList(text).revision, text: async () => text };
  } catch {
    // Another version of the extension could read it; this one starts from its seed.
    return null;
  }
}

/** What is stored, unless its root is damaged or the build brings a newer one. */
async function trustedFrom(state: FeedState | null, { root }: FeedPlace): Promise<Known['trusted']> {
  if (root === null) throw new FeedError('broken');
  const kept = state && (await soundRoot(state.trusted.root));
  const built = readMetadata('root', root);
  if (!state || !kept) return { root, timestamp: null, snapshot: null, targets: null };
  return kept.signed.version < built.signed.version ? { ...state.trusted, root } : state.trusted;
}

/** Disks spoil bytes. A root that its own keys have not signed would refuse every release for ever. */
async function soundRoot(text: string): Promise<Read<'root'> | null> {
  try {
    const read = readMetadata('root', text);
    await demandSigned('root', read, read.signed);
    return read;
  } catch {
    return null;
  }
}

function asFeedError(cause: unknown): FeedError {
  if (cause instanceof FeedError) return cause;
  return new FeedError(cause instanceof StorageError ? 'not-stored' : 'broken', null, cause);
}
