import type { HookDoes, HookSays, PeerId, TelegramClient } from '@/utils/schema/telegram';
import { LINE_EVENT } from '@/utils/schema/telegram-line';
import { startHook } from '@/utils/telegram/hook';

export type Page = Window & typeof globalThis;

/**
 * A page with the hook in it: an empty frame, whose constructors are its own, and a stand-in for the extension's
 * world at the other end of the line, which judges every chat at once.
 */
export interface Stage {
  readonly win: Page;
  readonly said: HookSays[];
  does(what: HookDoes): void;
  /** Chats that are held; everything else is let go. */
  readonly held: Set<PeerId>;
  /** Nothing is answered while this is set. */
  silent: boolean;
  /** Another chat comes to the front: client A's address. */
  open(peer: string): Promise<void>;
  close(): void;
}

export interface StageOptions {
  readonly client?: TelegramClient;
  /** Before the hook: what a page can not do. */
  readonly prepare?: (win: Page) => void;
  /** Nobody is at the other end. */
  readonly alone?: boolean;
}

export async function stage({ client = 'a', prepare, alone }: StageOptions = {}): Promise<Stage> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const win = frame.contentWindow as Page;
  const said: HookSays[] = [];
  let port: MessagePort | undefined;
  const held = new Set<PeerId>();
  const one: Stage = {
    win,
    said,
    held,
    silent: false,
    does: (what) => port?.postMessage(what),
    async open(peer) {
      const opened = () => said.filter(({ say }) => say === 'open').length;
      const before = opened();
      win.location.hash = peer;
      await until(() => opened() > before);
    },
    close: () => frame.remove(),
  };
  win.document.addEventListener(LINE_EVENT, (event) => {
    if (alone) return;
    event.preventDefault();
    port = (event as MessageEvent).ports[0];
    port?.addEventListener('message', ({ data }: MessageEvent<HookSays>) => {
      said.push(data);
      if (data.say !== 'chat' || one.silent) return;
      const { peer } = data.chat;
      one.does({ do: 'verdict', peer, hold: held.has(peer), turn: data.turn });
    });
    port?.start();
  });
  prepare?.(win);
  startHook(win, client);
  if (!alone) await until(() => said.some(({ say }) => say === 'ready'));
  return one;
}

const WAIT_MS = 10_000;

export async function until(ok: () => boolean, ms = WAIT_MS): Promise<void> {
  const end = performance.now() + ms;
  while (!ok()) {
    if (performance.now() > end) throw new Error(`waited ${ms} ms`);
    await new Promise((next) => setTimeout(next, 5));
  }
}

/** A worker that sends back what it gets, and says what it is told to say. */
const ECHO = `
  const take = (port) => (event) => {
    const { data } = event;
    if (data && data.speak !== undefined) port.postMessage(data.speak);
    else port.postMessage({ echo: data });
  };
  self.onmessage = take(self);
  self.onconnect = ({ ports: [port] }) => { port.onmessage = take(port); };
`;

export const echoUrl = (): string => URL.createObjectURL(new Blob([ECHO], { type: 'text/javascript' }));

export interface Echo {
  post(message: unknown): void;
  /** What has come through, in order. */
  readonly got: unknown[];
  /** Lets the worker say something to the page. */
  speak(what: unknown): Promise<void>;
  /** Waits until everything that was sent before has come back. */
  settled(): Promise<void>;
}

/** How a page may reach its worker. */
export const CHANNELS = ['Worker', 'SharedWorker', 'MessageChannel', 'BroadcastChannel'] as const;
export type ChannelName = (typeof CHANNELS)[number];

export function echo({ win }: Stage, name: ChannelName = 'Worker'): Echo {
  const got: unknown[] = [];
  let marks = 0;
  let last = -1;
  let spoken = 0;
  const take = (data: unknown) => {
    const { echo: back } = data as { echo?: unknown };
    if (back === undefined) spoken += 1;
    else if (typeof back === 'object' && back !== null && 'mark' in back) last = back.mark as number;
    else got.push(back);
  };
  const post = connect(win, name, take);
  return {
    post,
    got,
    async speak(what) {
      const before = spoken;
      post({ speak: what });
      await until(() => spoken > before);
    },
    async settled() {
      const mark = marks++;
      post({ mark });
      await until(() => last >= mark);
    },
  };
}

function connect(win: Page, name: ChannelName, take: (data: unknown) => void): (message: unknown) => void {
  const hear = ({ data }: MessageEvent) => take(data);
  if (name === 'Worker') {
    const worker = new win.Worker(echoUrl());
    worker.onmessage = hear;
    return (message) => worker.postMessage(message);
  }
  if (name === 'SharedWorker') {
    const { port } = new win.SharedWorker(echoUrl());
    port.onmessage = hear;
    return (message) => port.postMessage(message);
  }
  if (name === 'MessageChannel') {
    const { port1, port2 } = new win.MessageChannel();
    port2.onmessage = ({ data }) => take((data as { speak?: unknown })?.speak ?? { echo: data });
    return (message) => port1.postMessage(message);
  }
  const id = `echo ${Math.random()}`;
  const channel = new win.BroadcastChannel(id);
  new BroadcastChannel(id).onmessage = ({ data }) =>
    take((data as { speak?: unknown })?.speak ?? { echo: data });
  return (message) => channel.postMessage(message);
}
