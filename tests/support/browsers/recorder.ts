/**
 * Proof that nothing leaves the device. Every browser of a run notes each
 * request that the extension may have made; the notes of all browsers are read
 * by `tests/e2e/requests.spec.ts` at the end of the run.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Request } from '@playwright/test';
import type { Web } from '@/tests/support/servers/web';

const FOLDER = join(import.meta.dirname, '../../../test-results/requests');

/** What one browser did, from its start to its end. */
export interface Note {
  readonly browser: 'chromium' | 'firefox';
  /** Requests of pages, frames and workers that the browser told us of. */
  readonly watched: number;
  /** Requests that reached `web`. */
  readonly reached: number;
  /** Requests that were neither to the own origin of the page that made them nor inside the extension. */
  readonly foreign: readonly string[];
}

/**
 * Hosts that browsers ask of their own accord, with and without an extension.
 * Webmails' hosts are answered by `web` and are not meant here.
 */
const OWN_OF_BROWSER =
  /(^|\.)(google\.com|googleapis\.com|gvt1\.com|gstatic\.com|mozilla\.com|mozilla\.org|mozilla\.net|mozgcp\.net|firefox\.com|firefox\.settings\.services\.mozilla\.com|detectportal\.firefox\.com)$/;

export interface Watch {
  note(): Note;
}

/** Watches a Chromium: its pages, their frames, and the extension's worker. */
export function watchContext(context: BrowserContext, web: Web): Watch {
  let watched = 0;
  const foreign: string[] = [];
  /** Origins of the pages that were open. */
  const opened = new Set<string>();
  context.on('request', (request) => {
    watched += 1;
    if (request.isNavigationRequest()) opened.add(new URL(request.url()).origin);
    if (!isOwn(request, opened)) foreign.push(`${maker(request)} → ${request.url()}`);
  });
  return {
    note: () => ({
      browser: 'chromium',
      watched,
      reached: web.asked().length,
      foreign: [...foreign, ...strangers(web)],
    }),
  };
}

/** Hosts that reached `web` although no page of the tests lives there; a fetch of an extension is strange wherever it goes. */
export function strangers(web: Web): string[] {
  return web
    .asked()
    .filter(({ url, origin }) => {
      const { hostname } = new URL(url);
      if (/^(chrome|moz)-extension:/.test(origin)) return true;
      return !web.knows(hostname) && !OWN_OF_BROWSER.test(hostname);
    })
    .map(({ url, origin }) => `${origin || 'unknown'} → ${url}`);
}

/** What a page draws with; scripts, of an extension or not, ask in other ways. */
const DRAWN = new Set(['image', 'stylesheet', 'font']);

function isOwn(request: Request, opened: ReadonlySet<string>): boolean {
  const url = new URL(request.url());
  if (!/^https?:|^wss?:/.test(url.protocol)) return true;
  if (request.isNavigationRequest()) return true;
  const at = maker(request);
  // A page that is just being left still asks for its own pictures, and its frame is gone.
  if (at === '') return DRAWN.has(request.resourceType()) && opened.has(url.origin);
  return at !== '' && URL.canParse(at) && new URL(at).origin === url.origin;
}

/** Address of who asked. A frame without an address of its own (an editor's, say) speaks for the page around it. */
function maker(request: Request): string {
  const worker = request.serviceWorker();
  if (worker) return worker.url();
  try {
    let frame = request.frame();
    for (
      let parent = frame.parentFrame();
      parent && frame.url().startsWith('about:');
      parent = frame.parentFrame()
    )
      frame = parent;
    return frame.url();
  } catch {
    // The frame is gone already. What an extension asks by itself names no page here.
    return request.headers().referer ?? '';
  }
}

export function writeNote(note: Note): void {
  mkdirSync(FOLDER, { recursive: true });
  appendFileSync(join(FOLDER, `${process.pid}.jsonl`), `${JSON.stringify(note)}\n`);
}

/** The notes of the run so far; they are read once, so that the next run begins anew. */
export function takeNotes(): Note[] {
  if (!existsSync(FOLDER)) return [];
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
  const notes = files.flatMap((name) =>
    readFileSync(join(FOLDER, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Note),
  );
  rmSync(FOLDER, { recursive: true });
  return notes;
}
