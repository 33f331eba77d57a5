import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseList } from '@/utils/feed/list-form';
import { type Read, readMetadata } from '@/utils/feed/metadata';
import type { PatternList } from '@/utils/schema/list';
import type { Role } from '@/utils/schema/release';

/**
 * The folder in which releases are made and signed; what a host serves is laid
 * out from it (`publish.ts`). The publisher keeps it: old lists are what deltas
 * start from, and versions of metadata go up by one for ever.
 *
 *   lists/N.json              every revision, in its one form
 *   metadata/N.role.json      and timestamp.json, signed
 *   pending/N.root.json       a root that not enough holders have signed yet
 */
export interface Repository {
  readonly folder: string;
  /** Revisions, oldest first. */
  revisions(): number[];
  listText(revision: number): string;
  list(revision: number): PatternList;
  keepList(revision: number, text: string): void;
  /** Names of the lists as they are signed, oldest first. */
  hashes(): string[];
  /** Files of a folder. */
  names(path: string): string[];
  /** The newest of a role; null before the first. @throws FeedError `unreadable` */
  newest<R extends Role>(role: R): Read<R> | null;
  keep(path: string, text: string): void;
  read(path: string): string | null;
  forget(path: string): void;
}

const LIST = /^\d{1,9}\.json$/;

export function openRepository(folder: string): Repository {
  const at = (path: string) => join(folder, path);
  const read: Repository['read'] = (path) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : null);
  const names = (path: string) => (existsSync(at(path)) ? readdirSync(at(path)) : []);

  /** A reader of the folder never sees half a file. */
  const keep: Repository['keep'] = (path, text) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(`${path}.part`), text);
    renameSync(at(`${path}.part`), at(path));
  };
  const listText: Repository['listText'] = (revision) => {
    const text = read(`lists/${revision}.json`);
    if (text === null) throw new Error(`${folder}: there is no list of revision ${revision}`);
    return text;
  };
  const revisions: Repository['revisions'] = () =>
    names('lists')
      .flatMap((file) => (LIST.test(file) ? [Number.parseInt(file, 10)] : []))
      .sort((a, b) => a - b);
  return {
    folder,
    revisions,
    listText,
    list: (revision) => parseList(listText(revision)),
    keepList: (revision, text) => keep(`lists/${revision}.json`, text),
    hashes: () =>
      revisions().map((revision) => createHash('sha256').update(listText(revision)).digest('hex')),
    names,
    newest: (role) => {
      const version = names('metadata')
        .filter((file) => file.endsWith(`.${role}.json`))
        .reduce((most, file) => Math.max(most, Number.parseInt(file, 10)), 0);
      const text = read(
        role === 'timestamp' ? 'metadata/timestamp.json' : `metadata/${version}.${role}.json`,
      );
      return text === null ? null : readMetadata(role, text);
    },
    keep,
    read,
    forget: (path) => rmSync(at(path), { force: true }),
  };
}
