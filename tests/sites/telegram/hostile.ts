/**
 * What a page may do against the protection, before the app's own scripts and while it runs. None of it is the
 * reader's click, so none of it may let anything go.
 *
 * It stands on every channel, looks over the shoulder of every built-in function, gives all objects the fields
 * that a careless check would trust, puts its own classes in the place of the browser's, and freezes what it can.
 * `attack.strike()` then forges and replays whatever it has seen.
 */
export const HOSTILE = `(() => {
  const ports = [];
  const posts = [];
  const clicks = [];
  // Without a single call, for those are spied upon too.
  const grab = (values) => {
    for (let i = 0; i < values.length; i += 1) {
      if (!(values[i] instanceof MessagePort)) continue;
      let known = false;
      for (let at = 0; at < ports.length; at += 1) if (ports[at] === values[i]) known = true;
      if (!known) ports[ports.length] = values[i];
    }
  };

  for (const owner of [MessagePort, Worker, BroadcastChannel]) {
    const post = owner.prototype.postMessage;
    owner.prototype.postMessage = function (...args) {
      grab([this]);
      posts[posts.length] = () => Reflect.apply(post, this, args);
      return Reflect.apply(post, this, args);
    };
  }
  const spy = (owner, names) => {
    for (const name of names) {
      const native = owner[name];
      owner[name] = function (...args) { grab([this, ...args]); return Reflect.apply(native, this, args); };
    }
  };
  spy(EventTarget.prototype, ['addEventListener', 'dispatchEvent']);
  spy(Map.prototype, ['get', 'set', 'has', 'delete', 'forEach']);
  spy(Set.prototype, ['has', 'add', 'delete', 'forEach']);
  spy(WeakMap.prototype, ['get', 'set', 'has', 'delete']);
  spy(Array.prototype, ['push', 'shift', 'slice', 'map', 'filter', 'includes']);
  spy(String.prototype, ['startsWith', 'slice', 'charCodeAt']);
  spy(RegExp.prototype, ['exec', 'test']);
  spy(Promise.prototype, ['then']);
  spy(Reflect, ['get', 'set', 'defineProperty']);
  for (const [name, value] of Object.entries({ shown: true, lent: true, silent: true, hold: false, flagged: false, isTrusted: true }))
    Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });

  const Shared = globalThis.SharedWorker;
  globalThis.Worker = class extends Worker {};
  if (Shared) globalThis.SharedWorker = class extends Shared {};
  globalThis.BroadcastChannel = class extends BroadcastChannel {};
  for (const owner of [MessagePort, Worker, BroadcastChannel, EventTarget, Element, HTMLMediaElement, MessageEvent])
    Object.freeze(owner.prototype);

  for (const type of ['click', 'pointerdown', 'keydown'])
    addEventListener(type, (event) => clicks.push(event), true);

  const forged = (peers) => peers.flatMap((peer) => [
    { do: 'show', peer },
    { do: 'lend', peer, on: true },
    { do: 'verdict', peer, hold: false, turn: 1e9 },
    { do: 'verdict', peer, hold: false },
  ]);
  globalThis.attack = {
    strike(peers) {
      const words = forged(peers);
      const channel = new BroadcastChannel('tt-global_1');
      const targets = [window, document, document.documentElement, ...document.querySelectorAll('unbluff-cover')];
      for (const word of words) {
        window.postMessage(word, '*');
        channel.postMessage(word);
        for (const port of ports) {
          try { port.dispatchEvent(new MessageEvent('message', { data: word })); } catch {}
          try { port.postMessage(word); } catch {}
        }
        for (const target of targets)
          for (const name of ['message', 'unbluff', 'unbluff-line', 'ready'])
            target.dispatchEvent(new MessageEvent(name, { data: word, bubbles: true }));
      }
      for (const cover of document.querySelectorAll('unbluff-cover')) {
        cover.click();
        for (const event of clicks.slice()) try { cover.dispatchEvent(event); } catch {}
        for (const type of ['click', 'pointerdown', 'pointerup'])
          cover.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: 700, clientY: 400 }));
      }
      for (const again of posts.slice()) try { again(); } catch {}
      return { ports: ports.length, posts: posts.length, clicks: clicks.length };
    },
  };
})();`;
