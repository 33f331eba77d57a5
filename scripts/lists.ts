import { readFileSync } from 'node:fs';

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildRelease, Unfit } from '@/scripts/lists/build';
import { makeKeys, readKeys } from '@/scripts/lists/keys';
import { publish } from '@/scripts/lists/publish';
import { openRepository } from '@/scripts/lists/repository';
import { serveLists } from '@/scripts/lists/serve';
import { signRelease, signRoot } from '@/scripts/lists/sign';
import { simulateDays } from '@/scripts/lists/simulate/day';
import { measureTimes } from '@/scripts/lists/times';
import { verify } from '@/scripts/lists/verify';
import { ROLES, type Role } from '@/utils/schema/release';

const USAGE = `usage: npm run --silent lists -- COMMAND [options]

  build                       check the sources, make the list and its deltas
  keys DIR [--role ROLE]      make keys: three for the root, one for each other role; outside the project
  sign [--root]               sign what must be signed anew; --root: make the next root, or add signatures to it
  publish DIR                 lay out what a host serves
  verify DIR|URL              what an install would do: "accepts revision N" (exit 0), or "keeps revision N: reason" (1)
  serve DIR [--port N]        a host on loopback
  times                       how long a whole list takes until it judges, and a background that wakes; both browsers
  simulate [--clients N]      a day of many installs against one host: how even, how much, at what price

  --repo DIR      where releases are made and kept                    (.lists)
  --keys DIR      where keys are; or UNBLUFF_KEYS, or UNBLUFF_KEY_ROLE_N with a key itself
  --state DIR     verify: an install that remembers what it has
  --trust FILE    verify: the root to trust at first; or UNBLUFF_FEED_ROOT    (else the first of the host)
  --now DATE      the time, for rehearsals
  --accept-fall   build: send out a list that finds less than the one before`;

const ROOT = join(import.meta.dirname, '..');

class UsageError extends Error {
  override readonly name = 'UsageError';
}

try {
  await run();
} catch (error) {
  if (error instanceof Unfit) for (const reason of error.reasons) console.error(reason);
  else console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError || isParseError(error)) console.error(`\n${USAGE}`);
  process.exitCode = error instanceof UsageError || isParseError(error) ? 2 : 1;
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      repo: { type: 'string', default: join(ROOT, '.lists') },
      keys: { type: 'string' },
      state: { type: 'string' },
      trust: { type: 'string' },
      now: { type: 'string' },
      port: { type: 'string', default: '0' },
      clients: { type: 'string', default: '100000' },
      role: { type: 'string' },
      root: { type: 'boolean', default: false },
      'accept-fall': { type: 'boolean', default: false },
    },
  });
  const [command, place] = positionals;
  const repository = openRepository(resolve(values.repo));
  const now = timeOf(values.now);
  const folder = values.keys ?? process.env.UNBLUFF_KEYS;
  const keys = () => readKeys(folder ? resolve(folder) : null, process.env);
  switch (command) {
    case 'build': {
      const built = await buildRelease(ROOT, repository, { acceptFall: values['accept-fall'] });
      for (const line of built.fell) console.error(`fell: ${line}`);
      const deltas = built.from.length === 0 ? 'no deltas' : `deltas from ${built.from.join(', ')}`;
      console.log(
        `revision ${built.revision}, ${built.patterns} patterns, ${built.phrases} phrases, ${built.bytes} bytes, ${built.packed} packed, sha256 ${built.hash}, ${deltas}`,
      );
      return;
    }
    case 'keys': {
      const role = values.role === undefined ? ROLES : [roleOf(values.role)];
      const names = makeKeys(ROOT, resolve(needed(place, 'DIR')), role, { root: 3, others: 1 });
      console.log(`made ${names.join(', ')}`);
      return;
    }
    case 'sign': {
      const signing = { project: ROOT, repository, keys: await keys(), now };
      const isFirst = repository.newest('root') === null;
      const done = values.root || isFirst ? await signRoot(signing) : [];
      if (!values.root && repository.newest('root') !== null) done.push(...(await signRelease(signing)));
      for (const line of done) console.log(line);
      return;
    }
    case 'publish': {
      const { files, bytes } = publish(repository, resolve(needed(place, 'DIR')));
      console.log(`published ${files} files, ${bytes} bytes`);
      return;
    }
    case 'verify': {
      const trusted = values.trust ?? process.env.UNBLUFF_FEED_ROOT;
      const { accepted, line } = await verify(ROOT, needed(place, 'DIR or URL'), {
        state: values.state ? resolve(values.state) : null,
        root: trusted ? readFileSync(resolve(trusted), 'utf8') : null,
        now,
      });
      console.log(line);
      process.exitCode = accepted ? 0 : 1;
      return;
    }
    case 'serve': {
      const host = await serveLists(resolve(needed(place, 'DIR')), Number(values.port));
      console.log(host.address);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void host.close());
      return;
    }
    case 'times':
      await measureTimes((line) => console.log(line));
      return;
    case 'simulate':
      await simulateDays(Number(values.clients), (line) => console.log(line));
      return;
    default:
      throw new UsageError(command === undefined ? 'which command?' : `${command}: no such command`);
  }
}

function timeOf(text: string | undefined): number {
  const time = text === undefined ? Date.now() : Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError(`--now ${text}: not a date`);
  return time;
}

function roleOf(text: string): Role {
  const role = ROLES.find((each) => each === text);
  if (!role) throw new UsageError(`--role ${text}: one of ${ROLES.join(', ')}`);
  return role;
}

function needed(place: string | undefined, what: string): string {
  if (place === undefined) throw new UsageError(`${what} is missing`);
  return place;
}

function isParseError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
