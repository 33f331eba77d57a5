/**
 * Long work in a page that somebody is using: cut into slices that each end
 * before a key press or a scroll could be felt to wait.
 *
 * The turn is given back through a MessageChannel, which queues fairly behind
 * whatever else waits. Why not `scheduler.yield()`: its continuation comes before
 * the page's own timers and messages, which then waited 880 ms in a mail of
 * 100,000 nodes. Why not setTimeout: after five nested calls browsers hold each
 * back 4 ms, and in a background tab a whole second.
 */

/** A frame at 60 Hz is 16 ms; half of it stays with the page, and 3 ms are kept for the step that overruns. */
const SLICE_MS = 5;
/** Asking the clock costs as much as a small step. */
const STEPS_PER_LOOK = 8;

/** Gives the thread back once. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Calls `step` until it returns false, giving the thread back every few
 * milliseconds. The first slice runs at once, so short work takes no turn at all.
 * Rejects with the signal's reason as soon as it aborts.
 */
export async function inSlices(step: () => boolean, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const end = performance.now() + SLICE_MS;
    do {
      for (let i = 0; i < STEPS_PER_LOOK; i += 1) if (!step()) return;
    } while (performance.now() < end);
    await nextTurn();
  }
}
