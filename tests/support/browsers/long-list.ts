import type { Page } from '@playwright/test';

/**
 * A list of ten thousand mails in the replica of Gmail, of which the page holds
 * a window, as webmails do: rows come and go while it is scrolled, or are used
 * again for other mails.
 */
export interface LongList {
  readonly rows: number;
  /** Legacy ids of mails that are marked, by their place in the list. */
  readonly marked: Readonly<Record<number, string>>;
  /** Elements of rows are used again. */
  readonly again: boolean;
}

const WINDOW = 50;

declare global {
  interface Window {
    scrollList?: (top: number) => void;
  }
}

/** Makes a list of the one row that the page shows. */
export async function makeLong(page: Page, { marked, again }: LongList): Promise<void> {
  await page.evaluate(
    ({ ids, size, reuse }) => {
      const body = document.querySelector('[gh="tl"] tbody');
      const model = body?.querySelector('tr');
      if (!body || !model) throw new Error('no row');
      const fill = (row: Element, at: number) => {
        const span = row.querySelector('[data-legacy-last-message-id]');
        const id = ids[at] ?? (0x19c0000000000000n + BigInt(at)).toString(16);
        span?.setAttribute('data-legacy-last-message-id', id);
        span?.setAttribute('data-legacy-last-non-draft-message-id', id);
        span?.firstChild?.replaceWith(`Onderwerp ${at}`);
        row.setAttribute('data-at', String(at));
      };
      const empty = model.cloneNode(true) as Element;
      for (const mark of empty.querySelectorAll('unbluff-mark')) mark.remove();
      let shown: Element[] = [];
      window.scrollList = (top) => {
        if (!reuse || shown.length === 0) {
          shown = Array.from({ length: size }, () => empty.cloneNode(true) as Element);
          for (const [at, row] of shown.entries()) fill(row, top + at);
          body.replaceChildren(...shown);
        } else for (const [at, row] of shown.entries()) fill(row, top + at);
      };
      window.scrollList(0);
    },
    { ids: marked, size: WINDOW, reuse: again },
  );
}

/** Scrolls the whole list past; gives the windows in which, once at rest, other rows were marked than should be. */
export async function scrollPast(page: Page, { rows, marked }: LongList, rests: boolean): Promise<number[]> {
  const wrong: number[] = [];
  const STEP = 40;
  for (let top = 0; top + WINDOW <= rows; top += STEP) {
    await page.evaluate((at) => window.scrollList?.(at), top);
    const wanted = Object.keys(marked)
      .map(Number)
      .filter((at) => at >= top && at < top + WINDOW);
    // Without a rest, faster than anybody scrolls.
    if (!rests || (wanted.length === 0 && (top / STEP) % 20 !== 0)) continue;
    const isRight = await page
      .waitForFunction(
        (at) =>
          JSON.stringify(
            [...document.querySelectorAll('unbluff-mark')]
              .map((mark) => Number(mark.closest('tr')?.getAttribute('data-at')))
              .sort((a, b) => a - b),
          ) === JSON.stringify(at),
        wanted,
        { timeout: 10_000 },
      )
      .then(
        () => true,
        () => false,
      );
    if (!isRight) wrong.push(top);
  }
  return wrong;
}
