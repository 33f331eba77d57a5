import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { CHANNELS, echo, type Stage, stage } from '@/tests/sites/telegram-hook/stage';

/**
 * What the hook does not understand, and what is no business of its, passes: unchanged, in order, once. Messages
 * are made of the words that mean something to it, in every wrong place, and of anything else.
 */

let one: Stage | undefined;
afterEach(() => one?.close());

const WORDS = [
  'batch',
  'invoke',
  'result',
  'manager',
  'apiFileManager',
  'downloadMedia',
  'downloadMediaURL',
  'cancelDownload',
  'loadAvatar',
  'callMethod',
  'callApi',
  'methodResponse',
  'updates',
  'cancelProgress',
  'photo',
  'photo5200?size=m',
  'avatar-1001987654321',
  './progressive/document77',
  '-1001987654321',
  'message',
];
const KEYS = [
  'type',
  'payload',
  'payloads',
  'name',
  'method',
  'args',
  'url',
  'media',
  'id',
  'messageId',
  'chatId',
  'content',
  'response',
  'updates',
  '_',
  'peerId',
  'mid',
  'length',
];

const leaf = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ maxLength: 20 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.bigInt(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ maxLength: 8 }),
);
const { message } = fc.letrec((tie) => ({
  list: fc.array(tie('message'), { maxLength: 4 }),
  record: fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 5 })), tie('message'), {
    maxKeys: 6,
    noNullPrototype: true,
  }),
  map: fc.array(fc.tuple(leaf, leaf), { maxLength: 2 }).map((pairs) => new Map(pairs)),
  message: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    tie('record'),
    tie('list'),
    tie('record'),
    tie('map'),
  ),
}));

/** The same text for the same value, whatever frame its constructors are of. */
function written(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return `${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`;
  const kind = Object.prototype.toString.call(value);
  if (kind === '[object Map]') return `map ${written([...(value as Map<unknown, unknown>)])}`;
  if (kind === '[object Date]') return `date ${(value as Date).getTime()}`;
  if (kind === '[object Uint8Array]') return `bytes ${(value as Uint8Array).join()}`;
  return `${kind} ${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}: ${written(each)}`)
    .join()}`;
}

describe.each(CHANNELS)('over a %s', (name) => {
  it('passes whatever comes, unchanged, in order, once', async () => {
    one = await stage();
    const worker = echo(one, name);
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 8 }), async (messages) => {
        const sent = messages.map((each) => ({ wrapped: each }) as unknown);
        worker.got.length = 0;
        // As they are, and inside of what the apps wrap theirs in.
        const all = [
          ...sent,
          ...messages.filter((each) => typeof each === 'object' && each !== null && !('mark' in each)),
          { payloads: messages },
          { type: 'batch', payload: messages },
        ];
        for (const each of all) worker.post(each);
        await worker.settled();
        expect(worker.got.map(written)).toEqual(all.map(written));
      }),
      { numRuns: 60 },
    );
  });

  it('learns from whatever comes back without harm', async () => {
    one = await stage();
    const worker = echo(one, name);
    await fc.assert(
      fc.asyncProperty(message, async (data) => {
        await worker.speak({ payloads: [{ type: 'methodResponse', messageId: '1', response: data }] });
        await worker.speak({
          type: 'batch',
          payload: [{ type: 'result', payload: { taskId: 1, result: data } }],
        });
        worker.got.length = 0;
        worker.post({ still: 'there' });
        await worker.settled();
        expect(worker.got).toEqual([{ still: 'there' }]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the values themselves', () => {
  it('are handed to the browser as the very objects that the page made', async () => {
    const seen: unknown[][] = [];
    one = await stage({
      prepare(win) {
        win.Worker.prototype.postMessage = function post(...args: unknown[]) {
          seen.push(args);
        };
      },
    });
    const worker = new one.win.Worker('data:text/javascript,');
    const buffer = new ArrayBuffer(8);
    const message = { payloads: [{ type: 'callMethod', name: 'invokeSomething', args: [buffer] }] };
    const transfer = [buffer];
    worker.postMessage(message, transfer);
    expect(seen[0]?.[0]).toBe(message);
    expect(seen[0]?.[1]).toBe(transfer);
  });

  it('keep what is transferred', async () => {
    one = await stage();
    const { port1, port2 } = new one.win.MessageChannel();
    const got = new Promise<MessageEvent>((done) => {
      port2.onmessage = done;
    });
    const buffer = new ArrayBuffer(16);
    const other = new one.win.MessageChannel();
    port1.postMessage({ type: 'batch', payload: [{ type: 'invoke', buffer }] }, [buffer, other.port1]);
    const { data, ports } = await got;
    expect(buffer.byteLength, 'it is gone from here').toBe(0);
    expect(data.payload[0].buffer.byteLength).toBe(16);
    expect(ports).toHaveLength(1);
  });
});

it('stands aside when nobody is at the other end', async () => {
  one = await stage({ alone: true });
  one.win.location.hash = '-1001987654321';
  const worker = echo(one);
  const download = {
    type: 'callMethod',
    messageId: '1',
    name: 'downloadMedia',
    args: [{ url: 'photo1?size=x' }],
  };
  worker.post({ payloads: [download] });
  await worker.settled();
  expect(worker.got).toEqual([{ payloads: [download] }]);
});
