import { Tally, tidy } from '@/utils/adapters/rendered-compose';
import { Walk } from '@/utils/adapters/rendered-walk';
import { rawText, viewOf } from '@/utils/adapters/safe-dom';
import { inSlices, nextTurn } from '@/utils/adapters/slices';
import { MAX_LINKS, MAX_TEXT_CHARS } from '@/utils/schema/limits';
import type { HiddenWay } from '@/utils/schema/message';

/**
 * The text of a mail as the eye sees it.
 *
 * A scam mail is written for two readers: the person, and the filter that
 * should not understand. Letters are split over tags, filler is hidden, the
 * demand stands in the description of a picture. Here the person's view wins:
 * words split over inline tags are joined, hidden text is left out (its length
 * and the way it was hidden are evidence of their own), blocks start new lines.
 *
 * **It must not block.** An ordinary mail is read in one go in a few
 * milliseconds. A large one is read in slices (`slices.ts`), after the page has
 * had a frame to lay it out: asked earlier, the browser would do that work
 * inside our slice. And it must end: past the limits only the *head and the
 * tail* are read. A threat is short and must be found by the person, so it stands
 * where people look, at the top, or at the bottom under what was put on top to
 * push it out of a filter's limit. Padding in the middle is nobody's letter.
 *
 * It only reads: no attribute, no selection, no scroll position is touched. The
 * page may change between two slices; whether what was read still holds is for
 * the caller to say (`watch.ts`).
 */

export interface Rendered {
  readonly text: string;
  readonly truncated: boolean;
  readonly links: readonly string[];
  readonly images: number;
  readonly hidden: { readonly characters: number; readonly ways: readonly HiddenWay[] };
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Selector of what the site itself folds away: left out, and not held against the sender. */
  readonly folded?: string | undefined;
}

/** A quarter for the tail: a padded mail still has its whole letter there (the longest known bluff has 6,000 characters). */
const TAIL_CHARS = 50_000;
const GAP = '\n\n';
const HEAD_CHARS = MAX_TEXT_CHARS - TAIL_CHARS;
/** An ordinary newsletter has 500 to 5,000 nodes. At 10 µs a node this bounds the whole work to half a second. */
const HEAD_NODES = 40_000;
const TAIL_NODES = 10_000;
/** From here on style and layout may take longer than a slice. */
const LARGE_ELEMENTS = 4_000;
const LARGE_CHARS = 400_000;
/** A background tab paints no frames. */
const FRAME_WAIT_MS = 120;
const MAX_LINK_CHARS = 2_000;

/** Reads the body's text as rendered. Rejects with the signal's reason when it aborts. */
export async function readRendered(body: readonly Element[], options: ReadOptions): Promise<Rendered> {
  const { signal, folded = '' } = options;
  signal.throwIfAborted();
  if (body.some(isLarge)) await painted(body[0], signal);

  const tally = new Tally();
  const head = new Walk(body, { characters: HEAD_CHARS, nodes: HEAD_NODES }, tally, folded, null);
  await inSlices(() => head.step(), signal);

  let text: string;
  let truncated = false;
  if (head.stop) {
    const limits = { characters: TAIL_CHARS, nodes: TAIL_NODES };
    const tail = new Walk(body, limits, tally, folded, head.stop);
    await inSlices(() => tail.step(), signal);
    truncated = tail.stop !== null;
    // Joining a full head takes milliseconds of its own.
    await nextTurn();
    signal.throwIfAborted();
    const end = tail.pieces.reverse();
    text = truncated ? joined(tidy(head.pieces), tidy(end)) : tidy([...head.pieces, ...end]);
  } else {
    text = tidy(head.pieces);
  }
  const links = [...tally.links].map((link) => link.slice(0, MAX_LINK_CHARS)).slice(0, MAX_LINKS);
  return {
    text: text.slice(0, MAX_TEXT_CHARS),
    truncated,
    links,
    images: tally.images,
    hidden: tally.hidden,
  };
}

/** Line breaks count too, so what both parts are over the limit goes from the middle. */
function joined(head: string, tail: string): string {
  const end = GAP + tail;
  return head.slice(0, Math.max(0, MAX_TEXT_CHARS - end.length)) + end;
}

function isLarge(root: Element): boolean {
  return root.getElementsByTagName('*').length > LARGE_ELEMENTS || rawText(root).length > LARGE_CHARS;
}

/** Resolves after the page's next frame, when its style and layout are fresh. */
function painted(root: Element | undefined, signal: AbortSignal): Promise<void> {
  const view = root && viewOf(root);
  if (!view) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const channel = new MessageChannel();
    const end = () => {
      view.clearTimeout(late);
      view.cancelAnimationFrame(frame);
      signal.removeEventListener('abort', aborted);
      channel.port1.close();
    };
    const aborted = () => {
      end();
      reject(signal.reason);
    };
    const done = () => {
      end();
      resolve();
    };
    channel.port1.onmessage = done;
    // The callback runs before layout, a message posted in it after.
    const frame = view.requestAnimationFrame(() => channel.port2.postMessage(null));
    const late = view.setTimeout(done, FRAME_WAIT_MS);
    signal.addEventListener('abort', aborted, { once: true });
  });
}
