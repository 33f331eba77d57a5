import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readRendered } from '@/utils/adapters/rendered-text';
import { innerPage } from '@/utils/adapters/safe-dom';
import { MAX_SUBJECT_CHARS, MAX_TEXT_CHARS } from '@/utils/schema/limits';
import type { Picked } from '@/utils/schema/picked';

/** Where pages keep what they are about; a frame of the page's own origin may hold the mail. */
const MAIN = 'main, [role="main"], article, [role="document"]';
const PATIENCE_MS = 3_000;

/** Runs once, when the reader asks: gives the selected text, or else the page's main text as it is seen. */
export default defineUnlistedScript({ main: pick });

async function pick(): Promise<Picked> {
  const title = document.title.slice(0, MAX_SUBJECT_CHARS);
  const selected = selections(document).find((text) => text.trim() !== '');
  if (selected !== undefined) {
    return {
      how: 'selected',
      title,
      text: selected.slice(0, MAX_TEXT_CHARS),
      truncated: selected.length > MAX_TEXT_CHARS,
    };
  }
  const { text, truncated } = await readRendered([mainOf(document)], {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { how: 'page', title, text, truncated };
}

function pagesOf(page: Document): Document[] {
  const inner = [...page.querySelectorAll('iframe')].map(innerPage).filter((each) => each !== null);
  return [page, ...inner];
}

function selections(page: Document): string[] {
  return pagesOf(page).map((each) => each.getSelection()?.toString() ?? '');
}

function mainOf(page: Document): Element {
  const bodies = pagesOf(page).flatMap((each, at) => (at > 0 && each.body ? [each.body] : []));
  const found: Element[] = [...bodies, ...page.querySelectorAll(MAIN)];
  const longest = found.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
  // A page that does not say what it is about is read whole.
  return longest && lengthOf(longest) > 0 ? longest : page.body;
}

const lengthOf = (element: Element) => element.textContent.trim().length;
