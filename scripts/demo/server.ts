import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { composePage, outboxPage, type Sent } from '@/scripts/demo/compose-page';
import { createDrafts, type Drafts } from '@/scripts/demo/drafts';
import { listPage, watermarkPage } from '@/scripts/demo/list-page';
import type { DemoMail } from '@/scripts/demo/mails';
import { isPicture, messagePage, missingPage } from '@/scripts/demo/message-page';
import { type Frame, SEND_CLICK } from '@/scripts/demo/page';
import { DEMO_WORDS } from '@/scripts/demo/words';
import { Language } from '@/utils/schema/language';

/**
 * The demo mailbox: `.eml` files shown on loopback with Roundcube's addresses
 * and DOM, so that the extension's Roundcube adapter reads it without knowing.
 *
 * It serves one person on one machine, and the mails in it may be real scams.
 * So it listens on 127.0.0.1 alone, answers only to that name (a foreign site
 * that points its own name here gets nothing), changes nothing without the
 * token, and sends a policy under which neither mail nor page can load or run
 * anything from elsewhere.
 */
export interface Demo {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** What was "sent", newest first. */
  sent(): readonly Sent[];
  close(): Promise<void>;
}

const PUBLIC = join(import.meta.dirname, 'public');
/** A form of the compose page is far below this. */
const MAX_FORM_BYTES = 2_000_000;
/** One pixel, see-through: stands where a picture was not loaded. */
const BLOCKED_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=',
  'base64',
);

interface Mailbox {
  readonly mails: readonly DemoMail[];
  readonly drafts: Drafts;
  readonly token: string;
}

function policy(nonce: string): string {
  const click = createHash('sha256').update(SEND_CLICK).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'unsafe-hashes' 'sha256-${click}'`,
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
  ].join('; ');
}

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; sandbox",
    ...more,
  });
  response.end(body);
}

function languageOf(request: IncomingMessage, url: URL): Language {
  const cookie = /(?:^|; )demo_lang=([a-z]{2})/.exec(request.headers.cookie ?? '')?.[1];
  const parsed = Language.safeParse(url.searchParams.get('lang') ?? cookie);
  return parsed.success ? parsed.data : 'en';
}

function attachment(response: ServerResponse, mail: DemoMail | undefined, query: URLSearchParams): void {
  const file = mail?.files.find((entry) => String(entry.part) === query.get('_part'));
  if (!file) {
    answer(response, 404, 'text/plain', 'not found');
    return;
  }
  if (query.get('_embed') === '1' && isPicture(file)) {
    answer(response, 200, file.type, file.content);
    return;
  }
  answer(response, 200, 'application/octet-stream', file.content, {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
}

function source(
  response: ServerResponse,
  mail: DemoMail | undefined,
  query: URLSearchParams,
  token: string,
): void {
  if (!mail) {
    answer(response, 404, 'text/plain', 'not found');
    return;
  }
  if (query.get('_save') !== '1') {
    // Roundcube, too, shows the source with bare line feeds.
    const shown = Buffer.from(mail.raw.toString('latin1').replaceAll('\r\n', '\n').trimEnd(), 'latin1');
    answer(response, 200, 'text/plain; charset=UTF-8', shown);
    return;
  }
  if (query.get('_token') !== token) {
    answer(
      response,
      200,
      'text/html; charset=UTF-8',
      '<!DOCTYPE html><title>Error</title><p>request security check failed',
    );
    return;
  }
  answer(response, 200, 'message/rfc822', mail.raw, {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(mail.file)}`,
  });
}

function get(box: Mailbox, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const query = url.searchParams;
  const mail = box.mails.find((entry) => String(entry.uid) === query.get('_uid'));
  const action = query.get('_action');
  const language = languageOf(request, url);
  const nonce = randomBytes(16).toString('base64');
  const frame: Frame = { language, words: DEMO_WORDS[language], nonce, token: box.token };
  const show = (markup: { text: string }, status = 200) =>
    answer(response, status, 'text/html; charset=UTF-8', markup.text, {
      'content-security-policy': policy(nonce),
      'set-cookie': `demo_lang=${language}; HttpOnly; SameSite=Strict; Path=/`,
    });
  if (action === 'get') attachment(response, mail, query);
  else if (action === 'viewsource') source(response, mail, query, box.token);
  else if (action === 'watermark') show(watermarkPage(frame));
  else if (action === 'show' || action === 'preview') {
    if (mail) show(messagePage(frame, mail, action));
    else show(missingPage(frame), 404);
  } else if (action === 'compose') {
    const draft = box.drafts.find(query.get('_id') ?? '');
    if (draft) show(composePage(frame, draft));
    else if (query.has('_id')) show(missingPage(frame), 404);
    else {
      const { id } = box.drafts.open(query, box.mails);
      answer(response, 302, 'text/plain', '', { location: `./?_task=mail&_action=compose&_id=${id}` });
    }
  } else if (query.get('_mbox') === 'Outbox') show(outboxPage(frame, box.drafts.sent()));
  else show(listPage(frame, box.mails.toReversed()));
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > MAX_FORM_BYTES) return undefined;
    parts.push(bytes);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}

async function post(
  box: Mailbox,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const fields = await readForm(request);
  const action = url.searchParams.get('_action') ?? fields?.get('_action');
  if (action !== 'send' || fields?.get('_token') !== box.token) {
    answer(response, 403, 'text/plain', 'request security check failed');
    return;
  }
  if (!box.drafts.send(fields.get('_id') ?? '', fields)) {
    answer(response, 404, 'text/plain', 'compose session error');
    return;
  }
  answer(response, 303, 'text/plain', '', { location: './?_task=mail&_refresh=1&_mbox=Outbox' });
}

const STATIC: Readonly<Record<string, { type: string; body: Buffer }>> = {
  '/skins/elastic/demo.css': {
    type: 'text/css; charset=UTF-8',
    body: readFileSync(join(PUBLIC, 'style.css')),
  },
  '/program/js/demo.js': {
    type: 'text/javascript; charset=UTF-8',
    body: readFileSync(join(PUBLIC, 'demo.js')),
  },
  '/demo/blocked.png': { type: 'image/png', body: BLOCKED_PNG },
};

async function handle(
  box: Mailbox,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.headers.host !== host) {
    answer(response, 421, 'text/plain', 'this page answers to its own address only');
    return;
  }
  const url = new URL(request.url ?? '/', `http://${host}`);
  const file = STATIC[url.pathname];
  if (file) answer(response, 200, file.type, file.body);
  else if (url.pathname !== '/') answer(response, 404, 'text/plain', 'not found');
  else if (request.method === 'POST') await post(box, request, response, url);
  else get(box, request, response, url);
}

/** Listens on a free port of 127.0.0.1 until closed. */
export async function startDemo(mails: readonly DemoMail[]): Promise<Demo> {
  const box: Mailbox = { mails, drafts: createDrafts(), token: randomBytes(16).toString('hex') };
  let host = '';
  const server = createServer((request, response) => {
    handle(box, host, request, response).catch(() => {
      if (!response.headersSent) answer(response, 500, 'text/plain', 'the demo mailbox failed');
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `http://${host}`,
    sent: () => box.drafts.sent(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
