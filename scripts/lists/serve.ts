import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize, sep } from 'node:path';

/** A host of lists on loopback, with the headers and packed forms that `publish` wrote for a real one. */
export interface ListHost {
  readonly address: string;
  close(): Promise<void>;
}

const PACKED = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

export async function serveLists(folder: string, port = 0): Promise<ListHost> {
  if (!existsSync(join(folder, 'metadata/timestamp.json')))
    throw new Error(`${folder}: nothing is published here`);
  const server: Server = createServer((request, response) => answer(folder, request, response));
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  folder: string,
  { url = '/', method, headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const common = { 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' };
  const path = normalize(new URL(url, 'http://host').pathname);
  const file = join(folder, path);
  const inside =
    file.startsWith(`${normalize(folder)}${sep}`) && /^[/\\](?:metadata|targets)[/\\]/.test(path);
  if (method !== 'GET' || !inside || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, common).end('\n');
    return;
  }
  const wanted = String(headers['accept-encoding'] ?? '');
  const packed = PACKED.find(([name, end]) => wanted.includes(name) && existsSync(`${file}${end}`));
  const fresh = path.endsWith('timestamp.json');
  response.writeHead(200, {
    ...common,
    'content-type': 'application/json',
    'cache-control': fresh ? 'public, max-age=900' : 'public, max-age=31536000, immutable',
    ...(packed ? { 'content-encoding': packed[0] } : {}),
  });
  response.end(readFileSync(`${file}${packed?.[1] ?? ''}`));
}
