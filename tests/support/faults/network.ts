import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Scenario } from '@/tests/support/faults/scenario';

/** Every file of a release, by how its path is told. */
export const FILES = {
  root: /\.root\.json$/,
  timestamp: /timestamp\.json$/,
  snapshot: /\.snapshot\.json$/,
  targets: /\.targets\.json$/,
  list: /\.list\.json$/,
  delta: /\.from-\d+\.json$/,
} as const;
export type FileName = keyof typeof FILES;

interface Fault {
  readonly name: string;
  readonly may: readonly string[];
  answer(response: ServerResponse, file: Buffer): void;
}

const BOMB = gzipSync(Buffer.alloc(50 * 1024 * 1024));
const MANY = Buffer.alloc(64 * 1024, 0x20);

/** What a host, or whoever stands between, does to one file. */
const FAULTS: readonly Fault[] = [
  { name: 'missing', may: ['missing'], answer: (response) => response.writeHead(404).end() },
  {
    name: 'forbidden',
    may: ['missing'],
    answer: (response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>no</h1>'),
  },
  {
    name: 'cut within',
    may: ['cut-off', 'mismatch', 'unreadable', 'unreachable'],
    answer(response, file) {
      response.writeHead(200, { 'content-length': file.length });
      response.write(file.subarray(0, file.length >> 1), () => response.destroy());
    },
  },
  {
    name: 'half of it',
    may: ['mismatch', 'unreadable'],
    answer: (response, file) => response.writeHead(200).end(file.subarray(0, file.length >> 1)),
  },
  {
    name: 'empty',
    may: ['mismatch', 'unreadable'],
    answer: (response) => response.writeHead(200).end(),
  },
  {
    name: 'longer than it may be',
    may: ['too-large'],
    answer: (response, file) =>
      response.writeHead(200).end(Buffer.concat([file, Buffer.alloc(9 * 1024 * 1024, 0x20)])),
  },
  {
    name: 'endless',
    may: ['too-large', 'timed-out'],
    answer(response) {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(MANY));
        response.once('drain', more);
      };
      more();
    },
  },
  {
    name: 'one byte a second',
    may: ['timed-out'],
    answer(response, file) {
      response.writeHead(200, { 'content-length': file.length });
      let at = 0;
      const timer = setInterval(() => response.write(file.subarray(at, ++at)), 1_000);
      response.on('close', () => clearInterval(timer));
    },
  },
  {
    name: 'no answer',
    may: ['timed-out'],
    answer: () => {},
  },
  {
    name: 'a page instead',
    may: ['unreadable', 'mismatch'],
    answer: (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Please log in</p>'),
  },
  {
    name: 'a packed bomb',
    may: ['too-large'],
    answer: (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': BOMB.length }).end(BOMB),
  },
  {
    name: 'not what its packing says',
    may: ['cut-off', 'unreachable', 'mismatch', 'unreadable'],
    answer: (response, file) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(file),
  },
  {
    name: 'a redirect',
    may: ['redirected'],
    answer: (response) =>
      response
        .writeHead(302, { location: 'http://127.0.0.1:9/elsewhere', 'access-control-allow-origin': '*' })
        .end(),
  },
  { name: 'trouble', may: ['refused'], answer: (response) => response.writeHead(500).end('{}') },
  {
    name: 'busy',
    may: ['busy'],
    answer: (response) =>
      response
        .writeHead(503, { 'retry-after': '7200', 'access-control-expose-headers': 'retry-after' })
        .end(),
  },
  {
    name: 'hung up',
    may: ['unreachable', 'cut-off'],
    answer: (response) => void response.destroy(),
  },
];

/** Each file with each fault. */
export function networkFaults(): Scenario[] {
  return (Object.keys(FILES) as FileName[]).flatMap((file) =>
    FAULTS.map(({ name, may, answer }) => ({
      name: `${file}: ${name}`,
      may: mayOf(file, name, may),
      async spoil(world) {
        if (file === 'root') await world.repository.signRoot();
        if (file === 'list') world.repository.history = 0;
        await world.release();
        for (const host of world.hosts)
          host.misbehave = (path, response, content) => {
            if (!FILES[file].test(path) || content === null) return false;
            answer(response, content);
            return true;
          };
      },
      async mend(world) {
        world.repository.history = 3;
      },
    })),
  );
}

/** No newer root is no fault, and a delta only saves bytes. */
function mayOf(file: FileName, name: string, may: readonly string[]): readonly string[] {
  if (file === 'delta') return ['new'];
  if (file === 'root' && (name === 'missing' || name === 'forbidden')) return ['new'];
  return may;
}

const BROKEN = ['unreadable', 'bad-signature', 'mismatch', 'expired', 'rolled-back', 'too-large'];

/** One bit of one byte is another, at `place` (0 to 1) of the file. */
export function flipped(file: FileName, place: number, bit: number): Scenario {
  const may = file === 'delta' ? ['new'] : [...BROKEN];
  const spoil = (content: Buffer): Buffer => {
    const bytes = Buffer.from(content);
    const at = Math.min(Math.floor(place * bytes.length), bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    // Three holders signed the root and two are enough: one signature may be spoiled.
    if (file === 'root' && at < content.indexOf('"signed"')) may.push('new');
    return bytes;
  };
  return {
    name: `${file}: bit ${bit} at ${place.toFixed(3)} flipped`,
    may,
    async spoil(world) {
      if (file === 'root') await world.repository.signRoot();
      if (file === 'list') world.repository.history = 0;
      await world.release();
      for (const host of world.hosts)
        host.misbehave = (path, response, content) => {
          if (!FILES[file].test(path) || content === null) return false;
          response.writeHead(200).end(spoil(content));
          return true;
        };
    },
    async mend(world) {
      world.repository.history = 3;
    },
  };
}
