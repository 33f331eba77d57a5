import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * A host of lists on loopback: serves the files of a repository as a plain static
 * host would, counts what crosses the wire, and misbehaves when it is told to.
 */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly status: number;
  /** Of the body, as sent. */
  readonly bytes: number;
}

/** Answers in the host's place; false: the file is served after all. */
export type Misbehave = (path: string, response: ServerResponse, file: Buffer | null) => boolean;

export interface Host {
  readonly address: string;
  readonly asked: Asked[];
  files: ReadonlyMap<string, string>;
  misbehave: Misbehave | null;
  /** Bytes on the wire so far, with the heads of answers. */
  sent(): number;
  stop(): Promise<void>;
}

/** `quality`: of brotli for large files; a publisher packs once, and best, a test for every request. */
export async function startHost(files: ReadonlyMap<string, string>, quality = 4): Promise<Host> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    const text = host.files.get(path);
    const file = text === undefined ? null : Buffer.from(text);
    response.setHeader('access-control-allow-origin', '*');
    const note = (status: number, bytes: number) =>
      asked.push({ path, headers: request.headers, status, bytes });
    if (host.misbehave?.(path, response, file)) {
      note(response.statusCode, 0);
      return;
    }
    if (file === null) {
      note(404, 0);
      response.writeHead(404).end();
      return;
    }
    const { encoding, body } = packed(file, String(request.headers['accept-encoding'] ?? ''), quality);
    note(200, body.length);
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(encoding ? { 'content-encoding': encoding } : {}),
      'content-length': body.length,
    });
    response.end(body);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const host: Host = {
    address: `http://127.0.0.1:${port}/`,
    asked,
    files,
    misbehave: null,
    sent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return host;
}

const LARGE = 100_000;

const brotli = (file: Buffer, quality: number): Buffer =>
  brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });

function packed(file: Buffer, accepted: string, quality: number): { encoding: string | null; body: Buffer } {
  if (/\bbr\b/.test(accepted))
    return { encoding: 'br', body: brotli(file, file.length > LARGE ? quality : 11) };
  if (/\bgzip\b/.test(accepted)) return { encoding: 'gzip', body: gzipSync(file, { level: 9 }) };
  return { encoding: null, body: file };
}
