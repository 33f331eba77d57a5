import { readRoundcubeCompose } from '@/utils/adapters/roundcube-page';
import { fetchFromWebmail } from '@/utils/report/original';

export type ComposeState = 'attached' | 'missing' | 'unknown';

/**
 * Is the original really attached to this Roundcube draft?
 *
 * The page alone cannot say: with sessions in a database two requests at once
 * overwrite each other's draft, and a page that lists the attachment is then
 * sent without it (measured: up to 4 of 27). The server's own view is asked
 * instead: the same draft, fetched once more (a GET that changes nothing),
 * must still list it. `unknown`: the server did not answer.
 */
export async function checkCompose(page: Document, url: URL): Promise<ComposeState> {
  const shown = readRoundcubeCompose(page, url);
  if (shown?.state === 'lost') return 'missing';
  if (shown?.state !== 'ready') return 'unknown';
  if (!shown.attached.some((file) => file.original)) return 'missing';
  const draft = new URL(url);
  draft.hash = '';
  let text: string;
  try {
    text = await (await fetchFromWebmail(draft, url)).text();
  } catch {
    return 'unknown';
  }
  const kept = readRoundcubeCompose(new DOMParser().parseFromString(text, 'text/html'), draft);
  if (kept?.state === 'lost') return 'missing';
  if (kept?.state !== 'ready') return 'unknown';
  return kept.attached.some((file) => file.original) ? 'attached' : 'missing';
}
