import { NOTHING, type Port, type Send, type Taps } from '@/utils/telegram/channels';
import type { Gate } from '@/utils/telegram/gate';
import type { Learner } from '@/utils/telegram/learn';
import { isArray, isObject, oldest, SafeList, SafeMap } from '@/utils/telegram/natives';
import type { Part } from '@/utils/telegram/wanted';
import { readA } from '@/utils/telegram/wire-a';
import { readK } from '@/utils/telegram/wire-k';

/**
 * Takes the app's messages apart and puts them together again.
 *
 * A message of which nothing is kept is passed on as the very object that the app made. Of one of which some is
 * kept, a copy of the outermost layer goes on with the rest, in order. What is kept goes on later by itself, in
 * the form in which the app would have sent it alone. Whatever is not understood is not ours.
 */
export interface TrafficParts {
  readonly gate: Gate;
  readonly learner: Learner;
  /** Before anything is decided: is the chat in front still the one that was? */
  readonly look: () => void;
  /** The chat in front may have got news. */
  readonly learned: () => void;
  /** A shape that we know; `whole` is false where media was asked for in a way that we can not read. */
  readonly seen: (whole: boolean) => void;
  /** Asked for in order to be saved. */
  readonly saves: (name: string) => void;
  /** A worker of client K is behind this port. */
  readonly isK: (port: Port, send: Send) => void;
}

/** Questions whose answers are waited for, and files that another tab has asked for. */
const MAX_OPEN = 500;

export function createTraffic({
  gate,
  learner,
  look,
  learned,
  seen,
  saves,
  isK,
}: TrafficParts): Pick<Taps, 'outgoing' | 'incoming'> {
  const asked = new SafeMap<string, string>();
  const foreign = new SafeMap<string, number>();

  /** Whether another tab has asked for it, once for each time that it has. */
  const isForeign = (file: string): boolean => {
    const times = foreign.get(file);
    if (times === undefined) return false;
    if (times > 1) foreign.set(file, times - 1);
    else foreign.delete(file);
    return true;
  };

  /** Whether the part goes on now. */
  const passes = (part: Part, toTabs: boolean, send: () => void): boolean => {
    if (part === null) return true;
    switch (part.what) {
      case 'wants': {
        const { wanted } = part;
        seen(wanted.id !== null || wanted.peer !== null);
        learner.finish();
        if (wanted.saves !== '') saves(wanted.saves);
        return gate.admits(wanted, !toTabs && isForeign(wanted.file), send);
      }
      case 'cancels':
        if (part.file !== '') gate.drop(part.file);
        return part.task === '' || !gate.keepsCancel(part.task, send);
      case 'asks':
        seen(true);
        note(asked, part.task, part.peer);
        return true;
      default:
        seen(true);
        return true;
    }
  };

  /** @param alone the form in which one item is sent by itself. */
  const sift = (
    message: Record<string, unknown>,
    key: 'payload' | 'payloads',
    items: readonly unknown[],
    read: (item: unknown) => Part,
    keepsGoing: (item: unknown) => () => void,
    toTabs: boolean,
  ): unknown => {
    let left: SafeList<unknown> | null = null;
    for (let i = 0; i < items.length; i += 1) {
      const item = items[i];
      const part = read(item);
      const passed =
        part === null || part.what === 'known'
          ? passes(part, toTabs, NONE)
          : passes(part, toTabs, keepsGoing(item));
      if (!passed && left === null) {
        left = new SafeList();
        for (let j = 0; j < i; j += 1) left.push(items[j]);
      } else if (passed) left?.push(item);
    }
    if (left === null) return message;
    return left.length === 0 ? NOTHING : { ...message, [key]: left };
  };

  const outgoing = (message: Record<string, unknown>, port: Port, send: Send, toTabs: boolean): unknown => {
    const { payloads, payload, type } = message;
    // Whoever opens a chat asks for its history first: however short a visit is, its end is seen.
    if (
      isArray(payloads) ||
      type === 'batch' ||
      type === 'invoke' ||
      type === 'callMethod' ||
      type === 'callApi'
    )
      look();
    if (isArray(payloads))
      return sift(
        message,
        'payloads',
        payloads,
        readA,
        (one) => () => send(port, { payloads: [one] }),
        toTabs,
      );
    if (typeof type !== 'string') return message;
    if (type === 'batch' && isArray(payload)) {
      isK(port, send);
      return sift(message, 'payload', payload, readK, (one) => () => send(port, one), toTabs);
    }
    if (type === 'invoke') isK(port, send);
    const part = type === 'invoke' ? readK(message) : readA(message);
    return passes(part, toTabs, () => send(port, message)) ? message : NOTHING;
  };

  /** One part of what came: an answer, or something that happened. */
  const read = (part: unknown, fromTabs: boolean): void => {
    if (!isObject(part)) return;
    const { type, messageId, payload, response } = part;
    if (type === 'methodCallback') return;
    if (type === 'callApi') {
      const call = fromTabs ? readA(part) : null;
      if (call?.what === 'wants') note(foreign, call.wanted.file, (foreign.get(call.wanted.file) ?? 0) + 1);
      return;
    }
    if (type === 'methodResponse' || type === 'messageResponse') {
      if (isObject(response)) learner.learn(response, take(asked, messageId));
      return;
    }
    if (type === 'result' && isObject(payload)) {
      if (isObject(payload.result)) learner.learn(payload.result, take(asked, payload.taskId));
      return;
    }
    learner.learn(part, null);
  };

  return {
    outgoing(message, port, send, toTabs) {
      try {
        return outgoing(message, port, send, toTabs);
      } catch {
        // The app's own getter threw, or ours is the fault: its message is worth more than our look at it.
        return message;
      }
    },
    incoming(data, fromTabs) {
      if (!isObject(data)) return;
      const { payloads, payload, type } = data;
      const items = isArray(payloads) ? payloads : type === 'batch' && isArray(payload) ? payload : null;
      if (items === null) read(data, fromTabs);
      else for (let i = 0; i < items.length; i += 1) read(items[i], fromTabs);
      learned();
    },
  };
}

const NONE = (): void => undefined;

function note<Value>(map: SafeMap<string, Value>, key: string, value: Value): void {
  if (key === '') return;
  if (map.size >= MAX_OPEN && !map.has(key)) map.delete(oldest(map) as string);
  map.set(key, value);
}

function take(map: SafeMap<string, string>, id: unknown): string | null {
  const key = typeof id === 'string' || typeof id === 'number' ? `${id}` : '';
  const found = map.get(key) ?? null;
  map.delete(key);
  return found;
}
