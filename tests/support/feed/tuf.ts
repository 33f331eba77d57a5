import { type Key, newKey, type Repository, seal } from '@/tests/support/feed/repository';
import { toBytes } from '@/utils/feed/bytes';
import { FeedError } from '@/utils/feed/error';
import { checkForUpdate, type Known, type Trusted } from '@/utils/feed/update';
import { ROLES, type Role } from '@/utils/schema/release';

/**
 * A client that remembers, as the cases of TUF's conformance suite need one: it
 * keeps what a check gave, and a newer root at once. `refresh` says how it ended.
 */
export class TufClient {
  readonly asked: string[] = [];
  trusted: Trusted;
  list: { text: string; revision: number; hash: string } | null = null;
  readonly #repository: Repository;

  constructor(repository: Repository, root = repository.root) {
    this.#repository = repository;
    this.trusted = { root, timestamp: null, snapshot: null, targets: null };
  }

  /** `ok`, or code and file of the failure. */
  async refresh(now = this.#repository.now): Promise<string> {
    this.asked.length = 0;
    const { list } = this;
    const known: Known = {
      trusted: this.trusted,
      list: list && { ...list, text: async () => list.text },
      floor: list?.revision ?? 1,
      seedRevision: 1,
    };
    try {
      const found = await checkForUpdate(known, {
        now,
        get: async (path, most) => {
          this.asked.push(path);
          const text = this.#repository.files.get(path);
          if (text === undefined) throw new FeedError('missing');
          if (text.length > most) throw new FeedError('too-large');
          return toBytes(text);
        },
        rotated: async (root) => {
          this.trusted = { ...this.trusted, root };
        },
      });
      this.trusted = found.trusted;
      const { hashes, custom } = found.target;
      if (found.list) this.list = { text: found.list.text, revision: custom.revision, hash: hashes.sha256 };
      return 'ok';
    } catch (error) {
      return error instanceof FeedError ? `${error.code} ${error.file}` : String(error);
    }
  }

  /** Of what it trusts; 0: of nothing. */
  version(role: Role): number {
    const text = this.trusted[role];
    return text === null ? 0 : (JSON.parse(text) as { signed: { version: number } }).signed.version;
  }

  versions(): number[] {
    return ROLES.map((role) => this.version(role));
  }
}

/** The next file of each of these roles, in this order, with nothing else changed. */
export async function publish(repository: Repository, ...roles: Role[]): Promise<void> {
  for (const role of roles) {
    if (role === 'root') await repository.signRoot();
    if (role === 'targets') await repository.signTargets(targetsOf(repository));
    if (role === 'snapshot') await repository.signSnapshot();
    if (role === 'timestamp') await repository.signTimestamp();
  }
}

interface Envelope {
  signed: Record<string, unknown> & {
    targets: Record<string, { length: number; hashes: object; custom: object }>;
  };
  signatures: { keyid: string; sig: string }[];
}

export const pathOf = ({ versions }: Repository, role: Role): string =>
  role === 'timestamp' ? 'metadata/timestamp.json' : `metadata/${versions[role]}.${role}.json`;

/** Of the file that was signed last, whatever its number. */
export function targetsOf({ files }: Repository): Envelope['signed']['targets'] {
  const [, text = ''] = [...files].findLast(([path]) => path.endsWith('.targets.json')) ?? [];
  return (JSON.parse(text) as Envelope).signed.targets;
}

/** Changes the newest file of a role after it was signed. */
export function spoil(repository: Repository, role: Role, change: (file: Envelope) => void): void {
  const path = pathOf(repository, role);
  const file = JSON.parse(repository.files.get(path) ?? '') as Envelope;
  change(file);
  repository.files.set(path, JSON.stringify(file));
}

/** Ten keys, for cases that name them by number. */
export const tenKeys = (): Promise<Key[]> => Promise.all(Array.from({ length: 10 }, newKey));

/** The next root, in which these keys are those of the root, signed by those. */
export async function rootBy(
  repository: Repository,
  keys: readonly Key[],
  threshold: number,
  by: readonly Key[],
): Promise<void> {
  const { holders } = repository;
  holders.root = { keys: [...keys], threshold };
  await repository.signRoot();
  const path = pathOf(repository, 'root');
  const { signed } = JSON.parse(repository.files.get(path) ?? '') as Envelope;
  repository.files.set(path, await seal(signed, by));
}
