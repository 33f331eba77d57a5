import { type AddressInfo, connect, createServer } from 'node:net';

const POLL_MS = 50;

/** A port of 127.0.0.1 that nobody held a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, failed) => {
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', done);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((done) => probe.close(() => done()));
  return port;
}

/** Resolves once something listens there. @throws after `timeoutMs`. */
export async function listening(port: number, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await answers(port))) {
    if (Date.now() > end) throw new Error(`nothing listens on port ${port}`);
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = (yes: boolean) => {
      socket.destroy();
      done(yes);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
