/** How a replica was "released": what differs between builds of the apps, and what the hook must not rely on. */
export interface Build {
  /** Tasks travel together in one message, or one by one. */
  readonly batched: boolean;
  /** Fields, tasks and events that nobody outside the app knows. */
  readonly extra: boolean;
  /** Other names for the classes that the apps hash. */
  readonly seed: number;
  /** Before the app starts its worker, and again before the worker answers, in ms. */
  readonly bootMs: number;
  /** Between two steps of opening a chat, in ms. */
  readonly stepMs: number;
}

export const BUILD: Build = { batched: true, extra: false, seed: 1, bootMs: 0, stepMs: 4 };
