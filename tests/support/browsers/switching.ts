import type { Page } from '@playwright/test';
import { BENIGN, BLUFF, type ReplicaMail, SUMMONS } from '@/tests/sites/pages/mails';
import { openRoots } from '@/tests/support/browsers/closed-root';

/** Mails of one list, quickly opened one after the other, as with the arrow keys. */

export type Warned = 'bluff' | 'summons' | null;

interface Opened {
  readonly id: number;
  readonly warned: Warned;
}

export interface Switched {
  /** Moments with more than one shield on the page. */
  readonly doubled: number;
  /** Moments with a shield beside a mail that is not warned about. Where the app uses its elements again, it may be a look late. */
  readonly wrong: number;
}

/** Twelve mails, a third of each kind. */
export const LIST: readonly ReplicaMail[] = Array.from({ length: 12 }, (_, at) => {
  const mail = [BLUFF, BENIGN, SUMMONS][at % 3] ?? BENIGN;
  return { ...mail, id: 300 + at, subject: `${mail.subject} ${at}`, html: `${mail.html}<p>Nr. ${at}</p>` };
});

const OPENED: readonly Opened[] = LIST.map(({ id, from }) => ({
  id,
  warned: from === BLUFF.from ? 'bluff' : from === SUMMONS.from ? 'summons' : null,
}));

/** From now on the page's app keeps its elements and gives them the new mail's content, as apps that are drawn by a framework do. */
export async function keepElements(page: Page): Promise<void> {
  await page.evaluate(() => {
    const own = (node: Node) => !node.nodeName.startsWith('UNBLUFF-');
    const become = (old: Element, next: Element) => {
      for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) old.removeAttribute(name);
      for (const { name, value } of next.attributes)
        if (old.getAttribute(name) !== value) old.setAttribute(name, value);
      fill(old, next);
    };
    const fill = (old: ParentNode & Node, next: Node) => {
      const before = [...old.childNodes].filter(own);
      for (const [at, child] of [...next.childNodes].entries()) {
        const same = before[at];
        if (!same) old.appendChild(child);
        else if (same.nodeName !== child.nodeName) old.replaceChild(child, same);
        else if (child instanceof Element) become(same as Element, child);
        else if (same.nodeValue !== child.nodeValue) same.nodeValue = child.nodeValue;
      }
      for (const rest of before.slice(next.childNodes.length)) rest.remove();
    };
    Element.prototype.replaceChildren = function (this: Element, ...nodes) {
      const [content] = nodes;
      if (content instanceof DocumentFragment) fill(this, content);
    };
  });
}

/** Opens `times` mails, a few ms apart; gives what was seen meanwhile, and what is open at the end. */
export async function switchQuickly(
  page: Page,
  times: number,
  seed: number,
): Promise<Switched & { readonly last: Opened }> {
  return page.evaluate(
    async ({ opened, count, start }) => {
      let state = start;
      const chance = (below: number) => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
        return (state >> 8) % below;
      };
      let last = opened[0] ?? { id: 0, warned: null };
      const seen = { doubled: 0, wrong: 0 };
      const look = () => {
        const hosts = document.querySelectorAll('unbluff-shield').length;
        if (hosts > 1) seen.doubled += 1;
        if (hosts > 0 && last.warned === null) seen.wrong += 1;
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true });
      for (let turn = 0; turn < count; turn += 1) {
        const next = opened[chance(opened.length)] ?? last;
        last = next;
        document.querySelector<HTMLElement>(`[data-open$="${next.id}"]`)?.click();
        look();
        await new Promise((done) => setTimeout(done, chance(40)));
      }
      observer.disconnect();
      return { ...seen, last };
    },
    { opened: OPENED, count: times, start: seed },
  );
}

/** Opens a mail without a warning and lets the page come to rest: what a page holds is compared in this state. */
export async function openHarmless(page: Page): Promise<void> {
  const harmless = OPENED.find(({ warned }) => warned === null);
  await page.evaluate(
    (id) => document.querySelector<HTMLElement>(`[data-open$="${id}"]`)?.click(),
    harmless?.id,
  );
  await page.waitForTimeout(SETTLED_MS);
}

const SETTLED_MS = 1_000;

/** Whether, once the page is at rest, the shields of just this mail stand on it: one of its kind, or none. */
export async function isRight(page: Page, { warned }: Opened): Promise<boolean> {
  await page.waitForTimeout(SETTLED_MS);
  const until = Date.now() + 10_000;
  do {
    if ((await shownKinds(page)).join() === (warned ?? '')) return true;
    await page.waitForTimeout(100);
  } while (Date.now() < until);
  return false;
}

/** The kinds of the shields that stand on the page now. */
async function shownKinds(page: Page): Promise<(string | null)[]> {
  await openRoots(page);
  const kinds = await Promise.all(
    page.frames().map(async (frame) => {
      const cards = await frame
        .locator('unbluff-shield [data-family]')
        .all()
        .catch(() => []);
      // One by one: only so does Playwright look from the world to which the roots are open.
      return Promise.all(
        cards.map((card) => card.getAttribute('data-family', { timeout: 500 }).catch(() => null)),
      );
    }),
  );
  return kinds.flat();
}
