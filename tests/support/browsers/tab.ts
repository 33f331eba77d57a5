import { BidiError, type Connection, type Json, type JsonObject } from '@/tests/support/browsers/bidi';

/** An element that BiDi can be pointed at. */
export interface Handle {
  readonly sharedId: string;
}

const POLL_MS = 50;

/** A tab of Firefox, or a frame inside one. */
export class Tab {
  readonly #connection: Connection;
  readonly context: string;

  constructor(connection: Connection, context: string) {
    this.#connection = connection;
    this.context = context;
  }

  async goto(url: string): Promise<void> {
    await this.#connection.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  async viewport(width: number, height: number): Promise<void> {
    await this.#connection.send('browsingContext.setViewport', {
      context: this.context,
      viewport: { width, height },
    });
  }

  /** What a function of the page's own world gives back; only what JSON can carry. */
  async run<T extends Json>(fn: string, ...args: (string | number | Handle)[]): Promise<T> {
    const wrapped = `async (...args) => JSON.stringify((await (${fn})(...args)) ?? null)`;
    const result = await this.#call(wrapped, args);
    return JSON.parse(String(result.value)) as T;
  }

  /** Roots of ours in this document, closed ones too. */
  async roots(host: string): Promise<Handle[]> {
    const list = await this.#call(`(name) => [...document.querySelectorAll(name)]`, [host], {
      serializationOptions: { maxDomDepth: 1, includeShadowTree: 'all' },
    });
    return (list.value as JsonObject[]).flatMap((node) => {
      const shadow = (node.value as JsonObject | undefined)?.shadowRoot as JsonObject | null | undefined;
      return shadow ? [{ sharedId: String(shadow.sharedId) }] : [];
    });
  }

  /** @throws BidiError when there is none. */
  async find(css: string, within?: Handle): Promise<Handle> {
    const found = (await this.all(css, within))[0];
    if (!found) throw new BidiError(`nothing matches ${css}`);
    return found;
  }

  async all(css: string, within?: Handle): Promise<Handle[]> {
    const { nodes } = await this.#connection.send('browsingContext.locateNodes', {
      context: this.context,
      locator: { type: 'css', value: css },
      ...(within ? { startNodes: [{ ...within }] } : {}),
    });
    return (nodes as JsonObject[]).map((node) => ({ sharedId: String(node.sharedId) }));
  }

  text(handle: Handle): Promise<string> {
    return this.run<string>('(e) => e.textContent ?? ""', handle);
  }

  /** A real click, as from a mouse. */
  async click(element: Handle): Promise<void> {
    await this.run('(e) => e.scrollIntoView({ block: "center", behavior: "instant" })', element);
    await this.#connection.send('input.performActions', {
      context: this.context,
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          actions: [
            { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { ...element } } },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ],
    });
  }

  /** Real keys, e.g. `Tab`, `Enter`. */
  async press(...keys: (keyof typeof KEYS)[]): Promise<void> {
    const actions = keys.flatMap((key) => [
      { type: 'keyDown', value: KEYS[key] },
      { type: 'keyUp', value: KEYS[key] },
    ]);
    await this.#connection.send('input.performActions', {
      context: this.context,
      actions: [{ type: 'key', id: 'keys', actions }],
    });
  }

  /** The frame of an `<iframe>` of this document, by its position among them. */
  async frames(): Promise<{ frame: Tab; url: string }[]> {
    const tree = await this.#connection.send('browsingContext.getTree', { root: this.context });
    const walk = (nodes: JsonObject[]): { frame: Tab; url: string }[] =>
      nodes.flatMap((node) => [
        { frame: new Tab(this.#connection, String(node.context)), url: String(node.url) },
        ...walk((node.children as JsonObject[] | null) ?? []),
      ]);
    return walk(((tree.contexts as JsonObject[])[0]?.children as JsonObject[] | null) ?? []);
  }

  async screenshot(): Promise<Buffer> {
    const { data } = await this.#connection.send('browsingContext.captureScreenshot', {
      context: this.context,
    });
    return Buffer.from(String(data), 'base64');
  }

  async close(): Promise<void> {
    await this.#connection.send('browsingContext.close', { context: this.context });
  }

  async #call(fn: string, args: (string | number | Handle)[], extra: JsonObject = {}): Promise<JsonObject> {
    const answer = await this.#connection.send('script.callFunction', {
      functionDeclaration: fn,
      awaitPromise: true,
      target: { context: this.context },
      resultOwnership: 'root',
      userActivation: true,
      arguments: args.map((arg) =>
        typeof arg === 'string'
          ? { type: 'string', value: arg }
          : typeof arg === 'number'
            ? { type: 'number', value: arg }
            : { sharedId: arg.sharedId },
      ),
      ...extra,
    });
    if (answer.type === 'exception')
      throw new BidiError(String((answer.exceptionDetails as JsonObject).text));
    return answer.result as JsonObject;
  }
}

const KEYS = { Tab: '\uE004', Enter: '\uE007', Space: ' ', Escape: '\uE00C' } as const;

/** Looks until `ok`, or @throws with what was seen last. */
export async function until<T>(
  look: () => Promise<T>,
  ok: (seen: T) => boolean,
  timeoutMs = 15_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (ok(seen)) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms; last seen: ${describe(last)}`);
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
}

function describe(value: unknown): string {
  return value instanceof Error ? value.message : JSON.stringify(value);
}
