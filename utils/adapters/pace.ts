/**
 * When to look at a page that changes. Soon after quiet, seldom under a storm.
 *
 * A burst has a few looks saved up, so that a mail that arrives in steps is
 * seen at once; they come back one by one. A look that was expensive is paid
 * for in waiting, so that reading takes at most a fifth of the page's time.
 */

/** One look after the task that changed the page, and so after all the changes that it makes. */
const SOON_MS = 4;
const SAVED_LOOKS = 4;
const LOOK_RETURNS_MS = 150;
const COST_FACTOR = 4;
const LONGEST_WAIT_MS = 5_000;

export interface Pace {
  /** Something changed: have a look soon. Many calls, one look. */
  ask(): void;
  /** The look took this long. */
  took(ms: number): void;
}

export function createPace(look: () => void, signal: AbortSignal): Pace {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let saved = SAVED_LOOKS;
  let counted = performance.now();
  let restUntil = 0;

  signal.addEventListener('abort', () => timer !== null && clearTimeout(timer), { once: true });

  function waitMs(): number {
    const now = performance.now();
    saved = Math.min(SAVED_LOOKS, saved + (now - counted) / LOOK_RETURNS_MS);
    counted = now;
    const forLook = saved >= 1 ? SOON_MS : (1 - saved) * LOOK_RETURNS_MS;
    return Math.min(LONGEST_WAIT_MS, Math.max(forLook, restUntil - now));
  }

  return {
    ask() {
      if (timer !== null || signal.aborted) return;
      timer = setTimeout(() => {
        timer = null;
        saved -= 1;
        look();
      }, waitMs());
    },
    took(ms) {
      restUntil = performance.now() + ms * COST_FACTOR;
    },
  };
}
