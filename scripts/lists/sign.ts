import {
  Metadata,
  MetadataKind,
  MetaFile,
  Root,
  Snapshot,
  TargetFile,
  Targets,
  Timestamp,
} from '@tufjs/models';
import * as z from 'zod/mini';
import type { HeldKey } from '@/scripts/lists/keys';
import { readSource } from '@/scripts/lists/read-patterns';
import type { Repository } from '@/scripts/lists/repository';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { canonicalJson } from '@/utils/feed/canonical';
import { readMetadata } from '@/utils/feed/metadata';
import { isSignedBy } from '@/utils/feed/signatures';
import {
  LIST_TARGET,
  MAX_SWITCHED_OFF,
  ROLES,
  type Role,
  type Root as RootFile,
} from '@/utils/schema/release';

/**
 * Signs a release as The Update Framework has it, with `@tufjs/models`. Only what
 * must be signed anew is: a machine that has the key of `timestamp` alone can keep
 * a release fresh, and cannot make one.
 */

const SPEC = '1.0.31';
const DAY_MS = 86_400_000;
/** Days that a signature is good for. When less than half of it is left, the file is signed anew. */
const DAYS: Readonly<Record<Role, number>> = { root: 365, targets: 90, snapshot: 30, timestamp: 14 };
/** Of the keys of the root, so many must sign. */
const ROOT_THRESHOLD = 2;
const ROOT_KEYS = 3;

export interface Signing {
  /** Where `assets/switched-off.json` is. */
  readonly project: string;
  readonly repository: Repository;
  readonly keys: readonly HeldKey[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
const expiry = (role: Role, now: number) => iso(now + DAYS[role] * DAY_MS);
const until = (role: Role, now: number) => ({ specVersion: SPEC, expires: expiry(role, now) });

/**
 * Signs the newest list, with the files above it. @returns what was done, a line each.
 * @throws Error that names the role whose keys are not here
 */
export async function signRelease({ project, repository, keys, now }: Signing): Promise<string[]> {
  const done: string[] = [];
  const root = repository.newest('root')?.signed;
  if (!root) throw new Error('there is no root yet: lists sign --root');
  const sign = async <R extends Exclude<Role, 'root'>>(role: R, metadata: Metadata<ModelOf[R]>) => {
    seal(metadata, role, root, keys);
    const { version } = metadata.signed;
    const path = role === 'timestamp' ? 'metadata/timestamp.json' : `metadata/${version}.${role}.json`;
    repository.keep(path, JSON.stringify(metadata.toJSON()));
    done.push(`signed ${role} ${version}`);
  };

  const target = await newestTarget(project, repository);
  const targets = repository.newest('targets');
  const sameTarget =
    targets !== null && canonicalJson(targets.signed.targets[LIST_TARGET]) === canonicalJson(target.toJSON());
  if (!(targets && sameTarget && (await isFresh(targets, 'targets', root, now)))) {
    const version = (targets?.signed.version ?? 0) + 1;
    await sign(
      'targets',
      new Metadata(new Targets({ ...until('targets', now), version, targets: { [LIST_TARGET]: target } })),
    );
  }
  const targetsMeta = await newestMeta(repository, 'targets');
  const snapshot = repository.newest('snapshot');
  const sameTargets = snapshot?.signed.meta['targets.json'].version === targetsMeta.version;
  if (!(snapshot && sameTargets && (await isFresh(snapshot, 'snapshot', root, now)))) {
    const version = (snapshot?.signed.version ?? 0) + 1;
    await sign(
      'snapshot',
      new Metadata(
        new Snapshot({ ...until('snapshot', now), version, meta: { 'targets.json': targetsMeta } }),
      ),
    );
  }
  const version = (repository.newest('timestamp')?.signed.version ?? 0) + 1;
  const snapshotMeta = await newestMeta(repository, 'snapshot');
  const issued = { unrecognizedFields: { issued: iso(now) } };
  await sign(
    'timestamp',
    new Metadata(new Timestamp({ ...until('timestamp', now), ...issued, version, snapshotMeta })),
  );
  return done;
}

interface ModelOf {
  targets: Targets;
  snapshot: Snapshot;
  timestamp: Timestamp;
}

/**
 * Makes the next root of the keys whose public halves are here, or adds signatures
 * to one that is waiting. It counts when enough holders of the root before and of
 * the new one have signed; until then it waits in `pending/`, for the next holder.
 *
 * @returns what was done and what is missing, a line each
 * @throws Error when there are too few keys for a role
 */
export async function signRoot({ repository, keys, now }: Omit<Signing, 'project'>): Promise<string[]> {
  const before = repository.newest('root')?.signed ?? null;
  const version = (before?.version ?? 0) + 1;
  const path = `pending/${version}.root.json`;
  const waiting = repository.read(path);
  const metadata =
    waiting === null
      ? new Metadata(newRoot(version, keys, now))
      : Metadata.fromJSON(MetadataKind.Root, JSON.parse(waiting));
  const holders = new Set([
    ...(before?.roles.root.keyids ?? []),
    ...(metadata.signed.roles.root?.keyIDs ?? []),
  ]);
  const signers = keys.filter(({ role, key, sign }) => role === 'root' && sign && holders.has(key.keyID));
  for (const { sign } of signers) if (sign) metadata.sign(sign);
  const text = JSON.stringify(metadata.toJSON());
  const { envelope, signed } = readMetadata('root', text);
  const missing = [];
  if (!(await isSignedBy(envelope, signed, 'root')))
    missing.push(`of its own ${signed.roles.root.threshold} keys`);
  if (before && !(await isSignedBy(envelope, before, 'root')))
    missing.push(`of the ${before.roles.root.threshold} keys of root ${before.version}`);
  const names = signers.map(({ name }) => name).join(', ') || 'nobody';
  if (missing.length > 0) {
    repository.keep(path, text);
    return [`root ${version} was signed by ${names}, and waits for signatures ${missing.join(' and ')}`];
  }
  repository.keep(`metadata/${version}.root.json`, text);
  if (waiting !== null) repository.forget(path);
  return [`signed root ${version} (${names})`];
}

function newRoot(version: number, keys: readonly HeldKey[], now: number): Root {
  const members = keys.filter(({ member }) => member);
  const of = (role: Role) => members.filter((each) => each.role === role).map(({ key }) => key.keyID);
  for (const role of ROLES) {
    const least = role === 'root' ? ROOT_KEYS : 1;
    if (of(role).length < least)
      throw new Error(`${role}: ${of(role).length} public keys are here, ${least} are needed`);
  }
  const role = (name: Role) => ({ keyids: of(name), threshold: name === 'root' ? ROOT_THRESHOLD : 1 });
  return Root.fromJSON({
    _type: 'root',
    spec_version: SPEC,
    version,
    expires: expiry('root', now),
    consistent_snapshot: true,
    keys: Object.fromEntries(members.map(({ key }) => [key.keyID, key.toJSON()])),
    roles: Object.fromEntries(ROLES.map((name) => [name, role(name)])),
  });
}

function seal(
  metadata: Metadata<Targets | Snapshot | Timestamp>,
  role: Role,
  root: RootFile,
  keys: readonly HeldKey[],
): void {
  const { keyids, threshold } = root.roles[role];
  const signers = keys.flatMap(({ key, sign }) => (sign && keyids.includes(key.keyID) ? [sign] : []));
  if (signers.length < threshold)
    throw new Error(`${role} must be signed anew, by ${threshold} of its keys; ${signers.length} are here`);
  for (const sign of signers) metadata.sign(sign);
}

async function isFresh<R extends Role>(
  { envelope, signed }: { envelope: Parameters<typeof isSignedBy>[0]; signed: { expires: string } },
  role: R,
  root: RootFile,
  now: number,
): Promise<boolean> {
  const left = Date.parse(signed.expires) - now;
  return left > (DAYS[role] * DAY_MS) / 2 && (await isSignedBy(envelope, root, role));
}

async function newestMeta(repository: Repository, role: 'targets' | 'snapshot'): Promise<MetaFile> {
  const newest = repository.newest(role);
  if (!newest) throw new Error(`there is no ${role}`);
  const bytes = toBytes(newest.text);
  const { version } = newest.signed;
  return new MetaFile({ version, length: bytes.length, hashes: { sha256: await sha256(bytes) } });
}

const SwitchedOff = z.array(z.string()).check(z.maxLength(MAX_SWITCHED_OFF));

async function newestTarget(project: string, repository: Repository): Promise<TargetFile> {
  const revision = repository.revisions().at(-1);
  if (revision === undefined) throw new Error('there is no list yet: lists build');
  const text = repository.listText(revision);
  const bytes = toBytes(text);
  const hash = await sha256(bytes);
  const off = readSource(project, 'assets/switched-off.json', SwitchedOff);
  const since = oldestDelta(repository, hash, revision);
  const custom = {
    revision,
    made: repository.list(revision).made,
    ...(since === null ? {} : { since }),
    ...(off.length === 0 ? {} : { off: [...off].sort() }),
  };
  return new TargetFile({
    path: LIST_TARGET,
    length: bytes.length,
    hashes: { sha256: hash },
    unrecognizedFields: { custom },
  });
}

/** From there on every revision has its delta; a client asks for any of them. */
function oldestDelta(repository: Repository, hash: string, revision: number): number | null {
  let oldest: number | null = null;
  for (const old of repository.revisions().toReversed()) {
    if (old >= revision) continue;
    if (repository.read(`targets/${hash}.from-${old}.json`) === null) break;
    oldest = old;
  }
  return oldest;
}
