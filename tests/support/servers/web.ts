/**
 * All of the internet that a browser of the tests sees: one server on loopback
 * to which every host name leads. It answers for the hosts that a test gave it;
 * a request for any other host is answered with 404 and noted, so that a test
 * can say that the extension asked nobody.
 */
import { createServer as createPlain, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer, Agent as SecureAgent, request as secureRequest } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { certificate } from '@/tests/support/servers/certificate';

export type Answer = (asked: IncomingMessage, response: ServerResponse, url: URL) => void;

/** One request, as it was noted. */
export interface Asked {
  readonly url: string;
  /** `Origin` header: an extension's own fetches carry its address here. */
  readonly origin: string;
}

export interface Web {
  readonly port: number;
  /** For `http:`. Nobody answers there; requests are noted. */
  readonly plainPort: number;
  /** From now on `answer` speaks for the host. */
  serve(host: string, answer: Answer): void;
  /** Everything asked, in order. */
  asked(): readonly Asked[];
  /** Whether somebody answers for the host. */
  knows(host: string): boolean;
  stop(): Promise<void>;
}

export async function startWeb(): Promise<Web> {
  const answers = new Map<string, Answer>();
  const asked: Asked[] = [];
  const take = (scheme: string) => (message: IncomingMessage, response: ServerResponse) => {
    const url = new URL(message.url ?? '/', `${scheme}://${message.headers.host ?? 'nowhere'}`);
    asked.push({ url: url.href, origin: message.headers.origin ?? '' });
    const answer = scheme === 'https' ? answers.get(url.hostname) : undefined;
    if (answer) answer(message, response, url);
    else response.writeHead(404).end();
  };
  const secure = createServer(certificate(), take('https'));
  const plain = createPlain(take('http'));
  const [port, plainPort] = await Promise.all([listen(secure), listen(plain)]);
  return {
    port,
    plainPort,
    serve: (host, answer) => void answers.set(host, answer),
    asked: () => asked,
    knows: (host) => answers.has(host),
    async stop() {
      for (const server of [secure, plain]) server.closeAllConnections();
      await Promise.all([secure, plain].map((server) => new Promise((done) => server.close(done))));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** As strict as webmails are: nothing of the page's policy may be needed by what we show. */
const POLICY =
  "default-src 'self'; script-src 'unsafe-inline'; style-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'";

/** Pages from a function; null is a 404. */
export function pages(page: (url: URL) => string | null, policy: string = POLICY): Answer {
  return (_asked, response, url) => {
    const html = page(url);
    response.writeHead(html === null ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    });
    response.end(html ?? '');
  };
}

/** Hands everything on to a server on loopback, which keeps the host name that the browser asked for. */
export function forwardTo(port: number, secure = true): Answer {
  const agent = new SecureAgent({ keepAlive: true, maxSockets: 16 });
  return (asked, response) => {
    const options = {
      host: '127.0.0.1',
      port,
      path: asked.url,
      method: asked.method,
      headers: asked.headers,
    };
    const onward = secure
      ? secureRequest({ ...options, agent, rejectUnauthorized: false })
      : request(options);
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
    asked.pipe(onward);
  };
}
