/**
 * Client A's way to its worker. The first tab of an account has one; later tabs ask the first over a
 * BroadcastChannel.
 */
import type { Build } from '@/tests/sites/telegram/build';

interface Answer {
  readonly type: string;
  readonly messageId?: string;
  readonly token?: string;
  readonly response?: unknown;
  readonly error?: { readonly message: string };
  readonly updates?: readonly Update[];
}

export interface Update {
  readonly '@type': string;
  readonly chatId?: string;
  readonly id?: number;
  readonly message?: never;
}

interface CallApi {
  readonly type: 'callApi';
  readonly token: string;
  readonly messageId: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

export type Diff = Record<string, unknown>;

export interface Api {
  readonly isMaster: boolean;
  call<T>(name: string, ...args: unknown[]): Promise<T>;
  /** Anything, as it is. */
  raw(message: unknown, transfer?: Transferable[]): void;
  shareDiff(diff: Diff): void;
}

export interface Hears {
  updates(updates: readonly Update[]): void;
  diff(diff: Diff): void;
}

const account = new URLSearchParams(location.search).get('account');
export const SLOT = account ?? '1';
const token = crypto.randomUUID();

/** One tab of an account is the master, as long as it lives. */
function becomeMaster(): Promise<boolean> {
  return new Promise((decided) => {
    void navigator.locks.request(`tt-multitab_${SLOT}`, { ifAvailable: true }, (lock) => {
      decided(lock !== null);
      return lock === null ? undefined : new Promise<void>(() => {});
    });
  });
}

export async function startApi(build: Build, wrapped: boolean, hears: Hears): Promise<Api> {
  const waiting = new Map<string, { done(value: never): void; failed(error: Error): void }>();
  const settle = ({ messageId = '', response, error }: Answer) => {
    const waits = waiting.get(messageId);
    waiting.delete(messageId);
    if (error) waits?.failed(new Error(error.message));
    else waits?.done(response as never);
  };
  const channel = new BroadcastChannel(`tt-global_${SLOT}`);
  const isMaster = await becomeMaster();
  let worker: Worker | undefined;
  let queue: object[] = [];

  const flush = () => {
    if (queue.length > 0) worker?.postMessage({ payloads: queue });
    queue = [];
  };
  const send = (payload: object) => {
    const whole = build.extra ? { ...payload, debug: { tab: token } } : payload;
    if (!wrapped) worker?.postMessage(whole);
    else if (!build.batched) worker?.postMessage({ payloads: [whole] });
    else {
      if (queue.length === 0) queueMicrotask(flush);
      queue.push(whole);
    }
  };
  const call = <T>(name: string, ...args: unknown[]): Promise<T> => {
    const messageId = crypto.randomUUID();
    return new Promise((done, failed) => {
      waiting.set(messageId, { done, failed });
      if (isMaster) send({ type: 'callMethod', messageId, name, args, withCallback: false });
      else channel.postMessage({ type: 'callApi', token, messageId, name, args } satisfies CallApi);
    });
  };

  if (isMaster) {
    worker = new Worker('/a/worker-replica.js', {
      type: 'module',
      name: account ? `account=${account}` : '',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<{ payloads?: readonly Answer[] }>) => {
      for (const each of data.payloads ?? [])
        if (each.type === 'methodResponse') settle(each);
        else if (each.type === 'updates') {
          hears.updates(each.updates ?? []);
          channel.postMessage({ type: 'messageUpdates', updates: each.updates });
        }
    });
    send({ type: 'initApi', args: [{ userAgent: 'replica' }] });
  }
  channel.addEventListener('message', ({ data }) => {
    if (data?.type === 'globalDiffUpdate') hears.diff(data.diff as Diff);
    else if (isMaster && data?.type === 'callApi') {
      const asked = data as CallApi;
      const answer = (more: object) =>
        channel.postMessage({
          type: 'messageResponse',
          token: asked.token,
          messageId: asked.messageId,
          ...more,
        });
      call(asked.name, ...asked.args).then(
        (response) => answer({ response }),
        (error: Error) => answer({ error: { message: error.message } }),
      );
    } else if (data?.type === 'messageResponse' && data.token === token) settle(data as Answer);
    else if (data?.type === 'messageUpdates') hears.updates(data.updates as Update[]);
  });
  return {
    isMaster,
    call,
    raw(message, transfer) {
      flush();
      if (isMaster) worker?.postMessage(message, transfer ?? []);
      else channel.postMessage(message);
    },
    shareDiff: (diff) => channel.postMessage({ type: 'globalDiffUpdate', diff }),
  };
}
