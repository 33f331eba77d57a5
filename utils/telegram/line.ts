import type { HookDoes, HookSays } from '@/utils/schema/telegram';
import { LINE_EVENT } from '@/utils/schema/telegram-line';
import { apply, bare, getOwnPropertyDescriptor, isObject, SafeList } from '@/utils/telegram/natives';

/**
 * The hook's end of the line to the extension's world (its other end: entrypoints/telegram.content/bridge.ts).
 *
 * - Both ends meet at document_start, synchronously, before any script of the page: one event carries a port.
 *   Whichever end is there first waits for the other. Once the document has a script, it is too late: an offer
 *   or a question could be the page's, and nobody listens any more.
 * - The port is held by the two ends only. The page finds no name to post to and no event to forge.
 * - `window.event` would show the page the port for as long as a listener runs that calls page code (a setter
 *   that it replaced, say). So what is heard is only put in a row, and acted on in a turn of its own, which a
 *   message without content on another port brings about: who forges that one brings forward an empty row.
 */
export interface Line {
  /** Whether somebody is at the other end. Nothing is ever held without. */
  readonly open: boolean;
  say(says: HookSays): void;
}

/** @param opened is called when somebody is there, once. */
export function openLine(
  win: Window & typeof globalThis,
  hear: (does: HookDoes) => void,
  opened: (line: Line) => void,
): Line {
  const { MessageChannel, MessageEvent, document } = win;
  const post = bare<MessagePort, [unknown], void>(win.MessagePort.prototype.postMessage);
  const listen = win.EventTarget.prototype.addEventListener;
  const dispatch = bare(win.EventTarget.prototype.dispatchEvent);
  const data = getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get as () => unknown;
  const on = (target: EventTarget, type: string, listener: (event: Event) => void) =>
    apply(listen, target, [type, listener]);

  const heard = new SafeList<HookDoes>();
  const turn = new MessageChannel();
  on(turn.port2, 'message', () => {
    let does = heard.shift();
    while (does !== undefined) {
      hear(does);
      does = heard.shift();
    }
  });
  turn.port2.start();

  let port: MessagePort | null = null;
  const offer = (): boolean => {
    const { port1, port2 } = new MessageChannel();
    const taken = !dispatch(document, new MessageEvent(LINE_EVENT, { cancelable: true, ports: [port2] }));
    if (!taken) return false;
    port = port1;
    on(port1, 'message', (event) => {
      const does = apply(data, event, []) as HookDoes;
      if (!isObject(does)) return;
      heard.push(does);
      post(turn.port1, 0);
    });
    port1.start();
    opened(line);
    return true;
  };
  const line: Line = {
    get open() {
      return port !== null;
    },
    say(says) {
      if (port !== null) post(port, says);
    },
  };
  if (!offer()) {
    const asked = (event: Event) => {
      document.removeEventListener(event.type, asked);
      if (document.querySelector('script') === null) offer();
    };
    document.addEventListener(`${LINE_EVENT}?`, asked);
  }
  return line;
}
