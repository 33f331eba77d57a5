/**
 * Client K's way of talking between page, shared worker and service worker: numbered tasks over a port, one
 * by one or in batches. Both ends of the replica use it.
 */
import type { Build } from '@/tests/sites/telegram/build';

export interface Task {
  readonly type: string;
  readonly id?: number;
  readonly payload?: unknown;
  readonly [unknown: string]: unknown;
}

interface Invoke {
  readonly type: string;
  readonly payload: unknown;
  readonly withAck?: boolean;
  readonly void?: boolean;
}

export interface Endpoint {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
}

type Handler = (payload: never, ports: readonly MessagePort[]) => unknown;

export interface Port {
  invoke<T>(
    type: string,
    payload: unknown,
    options?: { ack?: boolean; transfer?: Transferable[] },
  ): Promise<T>;
  tell(type: string, payload: unknown, transfer?: Transferable[]): void;
}

export function superPort(endpoint: Endpoint, build: Build, handlers: Record<string, Handler>): Port {
  const waiting = new Map<number, { done(result: never): void; failed(error: unknown): void }>();
  let last = 0;
  let queue: Task[] = [];

  const send = (task: Task, transfer?: Transferable[]) => {
    const whole = build.extra ? { ...task, trace: { at: last, hints: ['x'] } } : task;
    if (!build.batched || transfer) {
      flush();
      endpoint.postMessage(whole, transfer ?? []);
      return;
    }
    if (queue.length === 0) queueMicrotask(flush);
    queue.push(whole);
  };
  const flush = () => {
    if (queue.length === 0) return;
    const payload = queue;
    queue = [];
    endpoint.postMessage({ type: 'batch', payload });
  };

  const answer = async (task: Task, ports: readonly MessagePort[]) => {
    const { type, payload, withAck, void: silent } = task.payload as Invoke;
    const handler = handlers[type];
    if (!handler) return;
    if (withAck) send({ type: 'ack', payload: { taskId: task.id, cached: false } });
    try {
      const result = await handler(payload as never, ports);
      if (!silent) send({ type: 'result', payload: { taskId: task.id, result } });
    } catch (error) {
      if (!silent) send({ type: 'result', payload: { taskId: task.id, error: { type: String(error) } } });
    }
  };

  const take = (task: Task, ports: readonly MessagePort[]) => {
    if (task.type === 'batch' && Array.isArray(task.payload))
      for (const each of task.payload as Task[]) take(each, ports);
    else if (task.type === 'invoke') void answer(task, ports);
    else if (task.type === 'result') {
      const { taskId, result, error } = task.payload as { taskId: number; result?: unknown; error?: unknown };
      const waits = waiting.get(taskId);
      waiting.delete(taskId);
      if (error === undefined) waits?.done(result as never);
      else waits?.failed(error);
    } else if (task.type !== 'ack') handlers.probe?.(task as never, ports);
  };

  endpoint.addEventListener('message', ({ data, ports }) => {
    if (typeof data === 'object' && data !== null && 'type' in data) take(data as Task, ports);
    else handlers.probe?.(data as never, ports);
  });
  endpoint.start?.();

  return {
    invoke(type, payload, { ack, transfer } = {}) {
      last += 1;
      const id = last;
      const invoke: Invoke = { type, payload, ...(ack ? { withAck: true } : {}) };
      return new Promise((done, failed) => {
        waiting.set(id, { done, failed });
        send({ type: 'invoke', id, payload: invoke }, transfer);
      });
    },
    tell(type, payload, transfer) {
      last += 1;
      send({ type: 'invoke', id: last, payload: { type, payload, void: true } }, transfer);
    },
  };
}
