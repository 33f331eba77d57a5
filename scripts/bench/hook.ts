import type { Port } from '@/utils/telegram/channels';
import { createFacts } from '@/utils/telegram/facts';
import { createGate } from '@/utils/telegram/gate';
import { createLearner } from '@/utils/telegram/learn';
import { createOwners } from '@/utils/telegram/owners';
import { createTraffic } from '@/utils/telegram/traffic';

/**
 * What the hook in Telegram Web adds to each message between page and worker, both ways, in µs: the median over
 * the kinds of messages that make up the traffic. Channels themselves are not measured: they cost what they cost.
 */
export function measureHook(best: (runs: number, work: () => unknown) => number): number {
  const facts = createFacts('a');
  const owners = createOwners();
  const later = () => 0;
  const gate = createGate({
    say: () => undefined,
    answers: () => undefined,
    later,
    forget: () => undefined,
    front: () => '-1987654321',
    facts,
    owners,
  });
  const learner = createLearner(facts, owners, gate.learned, later);
  gate.moved('-1987654321');
  gate.verdict('-1987654321', false, 1);
  const nothing = () => undefined;
  const traffic = createTraffic({
    gate,
    learner,
    look: nothing,
    learned: () => gate.settle('-1987654321'),
    seen: nothing,
    saves: nothing,
    isK: nothing,
  });
  const port = {} as Port;
  const send = nothing;
  const times = KINDS.map(
    ([way, message]) =>
      (best(7, () => {
        for (let round = 0; round < ROUNDS; round += 1) {
          if (way === 'out') traffic.outgoing(message, port, send, false);
          else traffic.incoming(message, false);
          gate.verdict('-1987654321', false, 1e9);
        }
      }) /
        ROUNDS) *
      1000,
  );
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}

const ROUNDS = 2_000;

const call = (name: string, arg: unknown) => ({ type: 'callMethod', messageId: '1', name, args: [arg] });
const task = (name: string, method: string, arg: unknown) => ({
  type: 'invoke',
  id: 1,
  payload: { type: 'manager', payload: { name, method, args: [arg], accountNumber: 1 } },
});
const message = (id: number) => ({
  id,
  chatId: '-1001987654321',
  date: 1,
  senderId: '777',
  content: {
    text: { text: `Message ${id} of some length, as they are in a chat.`, entities: [] },
    photo: { mediaType: 'photo', id: '5200111', sizes: [{ width: 1, height: 1, type: 'x' }] },
  },
});
const batch = (...payload: unknown[]) => ({ type: 'batch', payload });
const bytes = new ArrayBuffer(512 * 1024);

const KINDS: readonly (readonly ['out' | 'in', Record<string, unknown>])[] = [
  ['out', { payloads: [call('fetchMessages', { chat: { id: '-1001987654321' } })] }],
  ['out', { payloads: [call('downloadMedia', { url: 'photo5200111?size=x', mediaFormat: 0 })] }],
  ['out', { payloads: [call('downloadMedia', { url: './progressive/document77', start: 0, end: 5 })] }],
  ['out', batch(task('appMessagesManager', 'getHistory', { peerId: -1987654321 }))],
  ['out', batch(task('apiFileManager', 'downloadMediaURL', { media: { _: 'photo', id: '5200111' } }))],
  ['out', { type: 'ping' }],
  [
    'in',
    {
      payloads: [
        { type: 'methodResponse', messageId: '1', response: { arrayBuffer: bytes, mimeType: 'image/jpeg' } },
      ],
    },
  ],
  ['in', { payloads: [{ type: 'methodCallback', messageId: '1', callbackArgs: [0.5] }] }],
  [
    'in',
    {
      payloads: [{ type: 'updates', updates: [{ '@type': 'updateUserStatus', userId: '777', status: {} }] }],
    },
  ],
  [
    'in',
    {
      payloads: [
        {
          type: 'updates',
          updates: [{ '@type': 'newMessage', chatId: '-1001987654321', id: 1, message: message(1) }],
        },
      ],
    },
  ],
  [
    'in',
    {
      payloads: [
        {
          type: 'methodResponse',
          messageId: '1',
          response: { messages: Array.from({ length: 30 }, (_, id) => message(id)) },
        },
      ],
    },
  ],
  ['in', batch({ type: 'result', payload: { taskId: 1, result: 'blob:https://web.telegram.org/1' } })],
  [
    'in',
    batch({ type: 'invoke', payload: { type: 'event', payload: { name: 'user_update', args: [777] } } }),
  ],
];
