import { afterEach, expect, it } from 'vitest';
import { type Echo, echo, echoUrl, type Stage, stage, until } from '@/tests/sites/telegram-hook/stage';
import { LINE_EVENT } from '@/utils/schema/telegram-line';

/** A page that knows of the hook and wants its media: it gets none, and its app goes on. */

let one: Stage;
afterEach(() => one.close());

const BAD_A = '-1001987654321';
const BAD = '-1987654321';

let asked = 0;
const download = (url: string) => {
  asked += 1;
  return { type: 'callMethod', messageId: `m${asked}`, name: 'downloadMedia', args: [{ url }] };
};
const harmless = { payloads: [{ type: 'callMethod', messageId: 'h', name: 'fetchChats', args: [] }] };
const message = (chatId: string, id: string) => ({
  payloads: [
    {
      type: 'updates',
      updates: [
        { '@type': 'newMessage', chatId, id: 1, message: { chatId, id: 1, content: { photo: { id } } } },
      ],
    },
  ],
});

async function flagged(prepare?: (win: Stage['win']) => void): Promise<Echo> {
  one = await stage(prepare ? { prepare } : {});
  one.held.add(BAD);
  const worker = echo(one);
  await worker.speak(message(BAD_A, '11111'));
  await one.open(BAD_A);
  await holdsNow(worker);
  return worker;
}

/** Asks, and sees that only the harmless one comes. */
async function holdsNow(worker: Echo): Promise<void> {
  const before = one.said.filter(({ say }) => say === 'held').length;
  worker.got.length = 0;
  worker.post({ payloads: [download('photo11111?size=x')] });
  worker.post(harmless);
  await until(() => worker.got.length > 0);
  await until(() => one.said.filter(({ say }) => say === 'held').length > before);
  await worker.settled();
  expect(worker.got).toEqual([harmless]);
}

it('holds when the page puts a Worker of its own in the place of ours, and takes it back', async () => {
  const worker = await flagged();
  const { win } = one;
  const Ours = win.Worker;
  win.Worker = class extends Ours {};
  await holdsNow(echo(one));
  win.Worker = function wrapped(url: string) {
    return new Ours(url);
  } as unknown as typeof Worker;
  await holdsNow(echo(one));
  win.Worker = Ours;
  await holdsNow(worker);
  expect(one.said).not.toContainEqual({ say: 'trouble', what: 'hook-replaced' });
});

it('gives out no constructor and no method that goes around it', async () => {
  await flagged();
  const { win } = one;
  expect(win.Worker.prototype.constructor).toBe(win.Worker);
  expect(new win.Worker(echoUrl()).constructor).toBe(win.Worker);
  expect(win.SharedWorker.prototype.constructor).toBe(win.SharedWorker);
  delete (win as { Worker?: unknown }).Worker;
  expect(win.Worker).toBeUndefined();
  delete (win.MessagePort.prototype as { postMessage?: unknown }).postMessage;
  expect(win.MessagePort.prototype.postMessage).toBeUndefined();
});

it('looks like what it stands before', async () => {
  one = await stage();
  const { win } = one;
  expect(win.Worker.name).toBe('Worker');
  expect(win.SharedWorker.name).toBe('SharedWorker');
  expect(win.MessagePort.prototype.postMessage.name).toBe('postMessage');
  expect(win.MessagePort.prototype.postMessage.length).toBe(MessagePort.prototype.postMessage.length);
  expect(new win.Worker(echoUrl())).toBeInstanceOf(win.Worker);
  const post = win.MessagePort.prototype.postMessage as (this: unknown, ...args: unknown[]) => void;
  for (const self of [{}, null, 1, win, Object.create(win.MessagePort.prototype)])
    expect(() => post.call(self, { payloads: [download('photo11111')] }), String(self)).toThrow(
      /Illegal|TypeError/,
    );
  const { port1 } = new win.MessageChannel();
  expect(() => post.call(port1)).toThrow(/argument/);
  expect(() => port1.postMessage({ payloads: [() => 1] })).toThrow(/could not be cloned/);
  expect(() => (win.Worker as unknown as (url: string) => void)('x')).toThrow(/new/);
});

it('holds when prototypes are frozen, emptied or booby-trapped', async () => {
  const worker = await flagged();
  const { win } = one;
  const scope = globalThis as unknown as Record<string, { prototype: object }>;
  // In a page all of these are one and the same; here the hook's own are those of this frame.
  const kept = new Map<object, Map<string, PropertyDescriptor>>();
  for (const name of ['Map', 'Set', 'Array', 'String', 'RegExp', 'WeakSet']) {
    const proto = scope[name]?.prototype ?? {};
    const before = new Map<string, PropertyDescriptor>();
    for (const key of [
      'get',
      'has',
      'push',
      'shift',
      'indexOf',
      'slice',
      'startsWith',
      'exec',
      'add',
      'delete',
    ]) {
      const found = Object.getOwnPropertyDescriptor(proto, key);
      if (found) before.set(key, found);
    }
    kept.set(proto, before);
  }
  const traps: string[] = [];
  let problem: unknown;
  try {
    for (const [proto, methods] of kept)
      for (const key of methods.keys())
        Object.defineProperty(proto, key, {
          configurable: true,
          writable: true,
          value: () => {
            traps.push(key);
            return undefined;
          },
        });
    worker.post({ payloads: [download('photo11111?size=x')] });
  } catch (error) {
    problem = error;
  } finally {
    for (const [proto, methods] of kept)
      for (const [key, method] of methods) Object.defineProperty(proto, key, method);
  }
  expect(problem).toBeUndefined();
  expect(traps, 'nothing of the page was called').toEqual([]);
  for (const proto of [
    win.Worker.prototype,
    win.MessagePort.prototype,
    win.EventTarget.prototype,
    win.Object.prototype,
  ])
    Object.freeze(proto);
  await holdsNow(worker);
});

it('hears nothing that the page says in our name', async () => {
  const worker = await flagged();
  const { win } = one;
  const { port1, port2 } = new win.MessageChannel();
  const stolen: unknown[] = [];
  for (const type of [LINE_EVENT, `${LINE_EVENT}?`]) {
    win.document.addEventListener(type, (event) => {
      stolen.push(...((event as MessageEvent).ports ?? []));
    });
    win.document.dispatchEvent(new win.MessageEvent(type, { ports: [port2], cancelable: true }));
    win.dispatchEvent(new win.MessageEvent(type, { data: { do: 'show', peer: BAD } }));
  }
  port1.postMessage({ do: 'show', peer: BAD });
  port1.postMessage({ do: 'verdict', peer: BAD, hold: false, turn: 99 });
  win.postMessage({ do: 'show', peer: BAD });
  expect(stolen.filter((port) => port !== port2)).toEqual([]);
  await holdsNow(worker);
});

it('shows the page no port while it works', async () => {
  const worker = await flagged();
  const { win } = one;
  const events: unknown[] = [];
  const spy = {
    get evil() {
      events.push((win as { event?: Event }).event);
      return 1;
    },
  };
  worker.post({
    payloads: [{ ...download('photo11111?size=y'), args: [{ url: 'photo11111?size=y' }], spy }],
  });
  await worker.settled();
  one.does({ do: 'show', peer: BAD });
  await until(() => worker.got.length > 1);
  const ports = events.map((event) => (event as { currentTarget?: MessagePort } | undefined)?.currentTarget);
  for (const port of ports.filter((each) => each !== undefined)) {
    expect(port).toBeInstanceOf(win.MessagePort);
    // What hangs on it is a bell, and no more: who rings it says nothing.
    port?.postMessage({ do: 'show', peer: BAD });
  }
  await one.open('-1001900000002');
  await one.open(BAD_A);
  await holdsNow(worker);
});

it('learns nothing from events that the page makes, nor from what it calls its worker', async () => {
  const worker = await flagged();
  const { win } = one;
  const made = new win.Worker(echoUrl());
  // "That file is of another chat."
  made.dispatchEvent(new win.MessageEvent('message', { data: message('-1001900000002', '11111') }));
  await holdsNow(worker);
});

it('replays release nothing', async () => {
  const worker = await flagged();
  one.does({ do: 'show', peer: BAD });
  await until(() => worker.got.length === 2);
  await one.open('-1001900000002');
  await one.open(BAD_A);
  for (const each of [...worker.got]) worker.post(each);
  await worker.settled();
  await holdsNow(worker);
});

it('says when a worker was made behind its back, and holds all the same', async () => {
  one = await stage({
    prepare(win) {
      Object.assign(win, { Hidden: win.Worker });
    },
  });
  one.held.add(BAD);
  const { win } = one;
  await one.open(BAD_A);
  const hidden = new (win as unknown as { Hidden: typeof Worker }).Hidden(echoUrl());
  const got: unknown[] = [];
  hidden.onmessage = ({ data }) => got.push((data as { echo: unknown }).echo);
  hidden.postMessage({ payloads: [download('photo11111?size=x')] });
  hidden.postMessage(harmless);
  await until(() => got.length === 1);
  expect(got).toEqual([harmless]);
  await until(() => one.said.some((said) => said.say === 'trouble' && said.what === 'hook-replaced'));
});
