import { render } from 'preact';
import shieldCss from '@/assets/theme/shield.css?inline';
import { ComposeNote, type ComposeState } from '@/components/ComposeNote';
import { readRoundcubeCompose } from '@/utils/adapters/roundcube-page';
import { createText } from '@/utils/i18n/text';
import { checkCompose } from '@/utils/report/compose-check';
import { fillText, guardSend } from '@/utils/report/compose-page';
import { DELIVERIES } from '@/utils/report/deliveries/registry';
import { call } from '@/utils/rpc/client';
import type { Words } from '@/utils/rpc/protocol';
import type { PendingReport } from '@/utils/schema/report';
import { mount } from '@/utils/shield/mount';

/** The note floats in a corner: a compose window has no slot that all webmails share. */
const CORNER_CSS =
  ':host{position:fixed!important;inset-block-start:auto!important;inset-block-end:16px!important;' +
  'inset-inline-end:16px!important;inline-size:min(380px,calc(100vw - 32px))!important;z-index:2147483647!important}';

/** Tries while the server does not answer. */
const CHECK_TRIES = 5;
const CHECK_AGAIN_MS = 1_000;
/** A webmail draws its compose window some time after the page has loaded: 20 s on a slow line. */
const ATTACHED_TRIES = 80;
const ATTACHED_AGAIN_MS = 250;

/** Stands beside a compose window that a report of ours opened: is the original there, and what is left to do. */
export function attendCompose(
  page: Document,
  report: PendingReport,
  words: Words,
  signal: AbortSignal,
): void {
  const closed = new AbortController();
  const mounted = mount(page, {
    name: 'unbluff-note',
    css: shieldCss + CORNER_CSS,
    place: (host) => {
      page.documentElement.append(host);
      return true;
    },
    signal: AbortSignal.any([signal, closed.signal]),
  });
  if (!mounted) return;
  const draw = (state: ComposeState) =>
    render(
      <ComposeNote
        words={words}
        site={report.site}
        state={state}
        address={report.plan.to}
        name={report.file ?? ''}
        onClose={() => closed.abort()}
      />,
      mounted.container,
    );
  const { attached } = DELIVERIES[report.site];
  if (report.site === 'roundcube') void attendRoundcube(page, words, draw, signal);
  else if (report.plan.rank === '1' && attached) void attendAttached(page, attached, draw, signal);
  else draw(report.file !== null ? 'save-first' : report.plan.rank === '3' ? 'copied' : 'failed');
}

/** Waits for the webmail to show the original among what is attached; where it never does the reader is told. */
async function attendAttached(
  page: Document,
  attached: string,
  draw: (state: ComposeState) => void,
  signal: AbortSignal,
): Promise<void> {
  draw('checking');
  for (let tries = 0; tries < ATTACHED_TRIES; tries += 1) {
    if (signal.aborted) return;
    if (page.querySelector(attached)) {
      draw('attached');
      await call({ call: 'pending-done', outcome: 'attached' });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, ATTACHED_AGAIN_MS));
  }
  draw('failed');
}

async function attendRoundcube(
  page: Document,
  words: Words,
  draw: (state: ComposeState) => void,
  signal: AbortSignal,
): Promise<void> {
  let givenUp = false;
  // When it has failed for good the reader attaches by hand, and is not held up.
  const check = async () => (givenUp ? 'unknown' : checkCompose(page, new URL(page.URL)));
  const missing = async () => {
    draw('missing');
    const { again } = await call({ call: 'pending-done', outcome: 'missing' });
    if (again) return;
    givenUp = true;
    draw('failed');
  };
  draw('checking');
  if (readRoundcubeCompose(page, new URL(page.URL))?.state === 'ready') {
    fillText(page, createText(words.strings)('compose.text'), signal);
  }
  guardSend(page, check, () => void missing(), signal);
  for (let tries = 0; tries < CHECK_TRIES; tries += 1) {
    const state = await check();
    if (signal.aborted) return;
    if (state === 'attached') {
      draw('attached');
      await call({ call: 'pending-done', outcome: 'attached' });
      return;
    }
    if (state === 'missing') return missing();
    await new Promise((resolve) => setTimeout(resolve, CHECK_AGAIN_MS));
  }
  draw('failed');
}
