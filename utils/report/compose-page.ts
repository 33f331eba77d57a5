/**
 * The reader's compose window in Roundcube: what we do in it. We write a
 * sentence where the text is empty (Roundcube asks back about empty texts), and
 * we look once more before it is sent.
 */

const TEXT_FIELD = 'textarea[name="_message"]';
const EDITOR_FRAME = '#composebody_ifr';
const SEND_BUTTON = `[onclick*="command('send'"]`;
const FILL_EVERY_MS = 200;
const FILL_TRIES = 25;
/** A draft found whole this short a time ago need not be asked for again. */
const FRESH_MS = 1_500;

/** Writes `text` where the reader has written nothing, in the plain field and in the HTML editor, which may load late. */
export function fillText(page: Document, text: string, signal: AbortSignal): void {
  let tries = 0;
  const fill = () => {
    tries += 1;
    const field = page.querySelector<HTMLTextAreaElement>(TEXT_FIELD);
    const rich = page.querySelector<HTMLInputElement>('input[name="_is_html"]')?.value === '1';
    if (!rich) {
      if (field && field.value.trim() === '') {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      clearInterval(timer);
      return;
    }
    const body = page.querySelector<HTMLIFrameElement>(EDITOR_FRAME)?.contentDocument?.body;
    if (body?.isContentEditable) {
      if (body.textContent?.trim() === '') body.prepend(text);
      if (field && field.value.trim() === '') field.value = text;
      clearInterval(timer);
    } else if (tries >= FILL_TRIES) clearInterval(timer);
  };
  const timer = setInterval(fill, FILL_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  fill();
}

/**
 * Holds the reader's click on Send until `check` says that the original is
 * attached, then lets that click through. It never clicks by itself. A click
 * made by the page counts too: on narrow screens the elastic skin shows copies
 * of its buttons, which click the real ones.
 */
export function guardSend(
  page: Document,
  check: () => Promise<'attached' | 'missing' | 'unknown'>,
  onMissing: () => void,
  signal: AbortSignal,
): void {
  let whole = Number.NEGATIVE_INFINITY;
  let passing = false;
  page.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>(SEND_BUTTON) : null;
      if (!button || passing || performance.now() - whole < FRESH_MS) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void check().then((state) => {
        if (signal.aborted) return;
        if (state === 'missing') return onMissing();
        // A server that does not answer will not take the mail either; its own error is the better word.
        if (state === 'attached') whole = performance.now();
        passing = true;
        button.click();
        passing = false;
      });
    },
    { capture: true, signal },
  );
}
