import { makeDelta } from '@/scripts/lists/make-delta';
import { sha256, toBytes, toHex } from '@/utils/feed/bytes';
import { canonicalJson } from '@/utils/feed/canonical';
import { listText } from '@/utils/feed/list-form';
import type { PatternList } from '@/utils/schema/list';
import { ROLES, type Role } from '@/utils/schema/release';

/**
 * A publisher in memory: keys, roots, releases, and the static files that a host
 * would serve. Everything can be signed wrongly on purpose; nothing is by itself.
 */

export interface Key {
  readonly id: string;
  readonly public: { keytype: 'ed25519'; scheme: 'ed25519'; keyval: { public: string } };
  sign(text: string): Promise<string>;
}

export async function newKey(): Promise<Key> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: toHex(raw) } } as const;
  return {
    id: await sha256(toBytes(canonicalJson(key))),
    public: key,
    async sign(text) {
      return toHex(new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, toBytes(text))));
    },
  };
}

type Fields = Record<string, unknown>;

/** A file of metadata, signed by these keys. */
export async function seal(signed: Fields, keys: readonly Key[]): Promise<string> {
  const text = canonicalJson(signed);
  const signatures = [];
  for (const key of keys) signatures.push({ keyid: key.id, sig: await key.sign(text) });
  return JSON.stringify({ signatures, signed });
}

export interface RoleHolders {
  keys: Key[];
  threshold: number;
}

export interface ReleaseOptions {
  readonly off?: readonly string[];
  /** Without deltas. */
  readonly whole?: boolean;
}

const DAY_MS = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

export class Repository {
  /** What the host serves, by path. */
  readonly files = new Map<string, string>();
  readonly holders: Record<Role, RoleHolders>;
  readonly versions: Record<Role, number> = { root: 0, timestamp: 0, snapshot: 0, targets: 0 };
  /** Milliseconds since 1970: when things are signed. */
  now: number;
  /** Days that a file of each role is good for. */
  readonly days: Record<Role, number> = { root: 365, timestamp: 14, snapshot: 30, targets: 90 };
  readonly lists: PatternList[] = [];
  /** From how many lists before it a release has deltas. */
  history = 30;

  private constructor(holders: Record<Role, RoleHolders>, now: number) {
    this.holders = holders;
    this.now = now;
  }

  /** Two of three keys for the root, one for each other role; the first root is there. */
  static async create(now: number): Promise<Repository> {
    const one = async () => ({ keys: [await newKey()], threshold: 1 });
    const root = { keys: [await newKey(), await newKey(), await newKey()], threshold: 2 };
    const holders = { root, timestamp: await one(), snapshot: await one(), targets: await one() };
    const repository = new Repository(holders, now);
    await repository.signRoot();
    return repository;
  }

  get root(): string {
    return this.files.get(`metadata/${this.versions.root}.root.json`) ?? '';
  }

  expires(role: Role): string {
    return iso(this.now + this.days[role] * DAY_MS);
  }

  /** The next root, as `holders` stand; signed by its own keys and those given besides. */
  async signRoot(besides: readonly Key[] = []): Promise<string> {
    const version = ++this.versions.root;
    const keys: Fields = {};
    const roles: Fields = {};
    for (const role of ROLES) {
      const holder = this.holders[role];
      for (const key of holder.keys) keys[key.id] = key.public;
      roles[role] = { keyids: holder.keys.map(({ id }) => id), threshold: holder.threshold };
    }
    const signed = {
      _type: 'root',
      spec_version: '1.0.31',
      version,
      expires: this.expires('root'),
      consistent_snapshot: true,
      keys,
      roles,
    };
    const text = await seal(signed, [...this.holders.root.keys, ...besides]);
    this.files.set(`metadata/${version}.root.json`, text);
    return text;
  }

  /** Publishes a list with deltas from all before it. */
  async release(list: PatternList, { off, whole }: ReleaseOptions = {}): Promise<void> {
    const text = listText(list);
    const hash = await sha256(toBytes(text));
    this.files.set(`targets/${hash}.list.json`, text);
    const from = this.history > 0 ? this.lists.slice(-this.history) : [];
    if (!whole)
      for (const old of from)
        this.files.set(`targets/${hash}.from-${old.revision}.json`, canonicalJson(makeDelta(old, list)));
    const since = whole ? undefined : from[0]?.revision;
    this.lists.push(list);
    await this.signTargets({
      'list.json': {
        length: toBytes(text).length,
        hashes: { sha256: hash },
        custom: {
          revision: list.revision,
          made: list.made,
          ...(since === undefined ? {} : { since }),
          ...(off ? { off } : {}),
        },
      },
    });
    await this.signSnapshot();
    await this.signTimestamp();
  }

  async signTargets(targets: Fields, changes: Fields = {}): Promise<void> {
    const version = ++this.versions.targets;
    const signed = {
      _type: 'targets',
      spec_version: '1.0.31',
      version,
      expires: this.expires('targets'),
      targets,
      ...changes,
    };
    this.files.set(`metadata/${version}.targets.json`, await seal(signed, this.holders.targets.keys));
  }

  async signSnapshot(changes: Fields = {}): Promise<void> {
    const meta = { 'targets.json': await this.metaOf(`metadata/${this.versions.targets}.targets.json`) };
    const version = ++this.versions.snapshot;
    const signed = {
      _type: 'snapshot',
      spec_version: '1.0.31',
      version,
      expires: this.expires('snapshot'),
      meta,
      ...changes,
    };
    this.files.set(`metadata/${version}.snapshot.json`, await seal(signed, this.holders.snapshot.keys));
  }

  async signTimestamp(changes: Fields = {}): Promise<void> {
    const meta = { 'snapshot.json': await this.metaOf(`metadata/${this.versions.snapshot}.snapshot.json`) };
    const version = ++this.versions.timestamp;
    const signed = {
      _type: 'timestamp',
      spec_version: '1.0.31',
      version,
      expires: this.expires('timestamp'),
      issued: iso(this.now),
      meta,
      ...changes,
    };
    this.files.set('metadata/timestamp.json', await seal(signed, this.holders.timestamp.keys));
  }

  async metaOf(path: string): Promise<Fields> {
    const text = this.files.get(path) ?? '';
    const version = Number(/(\d+)\./.exec(path)?.[1]);
    return { version, length: toBytes(text).length, hashes: { sha256: await sha256(toBytes(text)) } };
  }
}
