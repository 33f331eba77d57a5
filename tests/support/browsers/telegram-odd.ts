/** Messages of shapes that nobody knows, some of them near to those that are known. In the page; needs `replica`. */
export const SEND_ODD = `async (seed, count) => {
  let state = seed;
  const random = (below) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state % below; };
  const pick = (all) => all[random(all.length)];
  const types = ['odd', 'batches', 'invoked', 'callMethods', 'results', ''];
  const keys = ['payload', 'payloads', 'args', 'name', 'method', 'media', 'id', 'messageId', 'url', '__proto__x', 'then'];
  const words = ['manager', 'apiFileManager', 'downloadMedia', 'downloadMediaURL', 'photo70001103?size=x', '70001103', 'документ', ''];
  const value = (deep) => {
    const leaf = [random(1e6), -0.5, pick(words), true, null, undefined, 12n, new Date(86400000 * random(9999)), new Uint8Array([random(256), 1])];
    if (deep > 3 || random(3) === 0) return pick(leaf);
    if (random(3) === 0) return Array.from({ length: random(4) }, () => value(deep + 1));
    if (random(6) === 0) return new Map([[pick(keys), value(deep + 1)]]);
    return Object.fromEntries(Array.from({ length: random(4) }, () => [pick(keys), value(deep + 1)]));
  };
  const describe = (each) => {
    if (typeof each === 'bigint') return each + 'n';
    if (each === undefined) return 'undefined';
    if (each instanceof Date) return 'Date ' + each.getTime();
    if (ArrayBuffer.isView(each)) return each.constructor.name + ' ' + each;
    if (each instanceof ArrayBuffer) return 'ArrayBuffer ' + new Uint8Array(each);
    if (each instanceof Map) return 'Map ' + describe([...each]);
    if (Array.isArray(each)) return '[' + each.map(describe) + ']';
    if (typeof each === 'object' && each !== null) return '{' + Object.entries(each).map(([key, inner]) => key + ': ' + describe(inner)) + '}';
    return JSON.stringify(each);
  };
  const odd = ['text', 7, null, true, [1, [2]], { type: 'batch', payload: 5 }, { type: 'batch' }, { payloads: 3 }, { payloads: {} }];
  while (odd.length < count) odd.push({ ...Object(value(0)), type: pick(types), n: odd.length });
  await replica.probed();
  for (const each of odd) replica.raw(each);
  const buffer = new Uint8Array([1, 2, 3]).buffer;
  replica.raw({ type: 'odd', buffer }, [buffer]);
  const { port1, port2 } = new MessageChannel();
  const [one, two] = [new BroadcastChannel('tt-global_1'), new BroadcastChannel('tt-global_1')];
  const listen = (target) => new Promise((done) => {
    const all = [];
    target.onmessage = ({ data }) => { all.push(describe(data)); if (all.length === odd.length) done(all); };
  });
  const heardByPort = listen(port2);
  const heardByTab = listen(two);
  for (const each of odd) { port1.postMessage(each); one.postMessage(each); }
  const sent = odd.map(describe);
  const worker = (await replica.probed()).map(describe);
  const [port, tab] = [await heardByPort, await heardByTab];
  one.close();
  two.close();
  return { sent, worker, port, tab, moved: buffer.byteLength === 0 };
}`;

export interface OddHeard {
  readonly sent: readonly string[];
  readonly worker: readonly string[];
  readonly port: readonly string[];
  readonly tab: readonly string[];
  /** The buffer was handed over, not copied. */
  readonly moved: boolean;
}
