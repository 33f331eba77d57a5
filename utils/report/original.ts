import { ReportError } from '@/utils/report/error';

/** Mailboxes take 25 to 50 MB; a scam mail has some kB. */
const MAX_ORIGINAL_BYTES = 50 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 20_000;
/** A mail begins with header lines: a name without spaces, a colon. */
const HEADER_LINE = /^[\x21-\x39\x3b-\x7e]{1,100}:/;
const SNIFFED_BYTES = 2_000;

/**
 * Fetches a page of the webmail that the reader is logged in to, from that
 * webmail: same origin only, so that what is read stays where it is.
 *
 * @throws ReportError
 */
export async function fetchFromWebmail(
  url: URL,
  page: URL,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  if (url.origin !== page.origin) throw new ReportError('unreachable');
  let answer: Response;
  try {
    answer = await fetch(url, {
      headers,
      // A token must not follow a redirect to somebody else.
      redirect: Object.keys(headers).length > 0 ? 'error' : 'follow',
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    });
  } catch (cause) {
    throw new ReportError('unreachable', cause);
  }
  if (!answer.ok) throw new ReportError('unreachable');
  return answer;
}

/**
 * The mail as it came, byte for byte.
 *
 * @throws ReportError
 */
export async function fetchOriginal(
  url: URL,
  page: URL,
  headers: Readonly<Record<string, string>> = {},
): Promise<Blob> {
  const answer = await fetchFromWebmail(url, page, headers);
  if (Number(answer.headers.get('content-length')) > MAX_ORIGINAL_BYTES) throw new ReportError('too-large');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for (const reader = answer.body?.getReader(); reader; ) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.length;
      if (bytes > MAX_ORIGINAL_BYTES) {
        await reader.cancel();
        throw new ReportError('too-large');
      }
      parts.push(value);
    }
  } catch (cause) {
    throw cause instanceof ReportError ? cause : new ReportError('unreachable', cause);
  }
  const original = new Blob(parts, { type: 'message/rfc822' });
  const start = await original.slice(0, SNIFFED_BYTES).text();
  if (!HEADER_LINE.test(start)) throw new ReportError('not-a-mail');
  return original;
}
