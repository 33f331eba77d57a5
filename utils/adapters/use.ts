/**
 * Tells that somebody uses the page: at once, and some times after it, when what
 * they did has had its effect (a login that is answered, an app that is drawn).
 * For a page that is not observed: what it does by itself costs nothing, and
 * nobody reads a mail in it without having pressed anything.
 */

/** Counted from one look to the next. */
const LOOKS_AFTER_MS = [0, 300, 700, 2_000, 5_000] as const;
const SIGNS = ['click', 'keyup', 'submit'] as const;

/** Gives what does the same for another sign of life (a new address). */
export function onUse(view: Window, used: () => void, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let at = 0;
  const wait = () => {
    const ms = LOOKS_AFTER_MS[at];
    at += 1;
    timer =
      ms === undefined
        ? undefined
        : setTimeout(() => {
            used();
            if (!signal.aborted) wait();
          }, ms);
  };
  const begin = () => {
    // Typing is many signs: looks go on from the last, and none is added.
    const isWaiting = timer !== undefined;
    at = isWaiting ? 1 : 0;
    if (!isWaiting) wait();
  };
  for (const sign of SIGNS) view.addEventListener(sign, begin, { capture: true, passive: true, signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return begin;
}
