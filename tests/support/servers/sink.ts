import { SMTPServer } from 'smtp-server';
import { listening } from '@/tests/support/servers/ports';

/** A mail as it arrived: the envelope, and the bytes that DATA carried. */
export interface Arrived {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

export interface Sink {
  readonly port: number;
  /** Everything that arrived since the start or the last `clear`. */
  arrived(): readonly Arrived[];
  /** Resolves with all mails once `count` are here. @throws after `timeoutMs`. */
  wait(count: number, timeoutMs?: number): Promise<readonly Arrived[]>;
  clear(): void;
  stop(): Promise<void>;
}

const MAX_BYTES = 30 * 1024 * 1024;

/** An SMTP server on loopback that takes every mail and sends none on. */
export async function startSink(port: number): Promise<Sink> {
  let mails: Arrived[] = [];
  const watchers = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    allowInsecureAuth: true,
    size: MAX_BYTES,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? '' }),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        mails.push({ from, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks) });
        for (const watcher of [...watchers]) watcher();
        done(null);
      });
    },
  });
  // A client that goes away in the middle of a command is no failure of the tests.
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await listening(port, 5_000);
  return {
    port,
    arrived: () => mails,
    wait(count, timeoutMs = 15_000) {
      return new Promise((done, failed) => {
        const end = () => {
          clearTimeout(timer);
          watchers.delete(look);
        };
        const timer = setTimeout(() => {
          end();
          failed(new Error(`${mails.length} of ${count} mails arrived within ${timeoutMs} ms`));
        }, timeoutMs);
        const look = () => {
          if (mails.length < count) return;
          end();
          done(mails);
        };
        watchers.add(look);
        look();
      });
    },
    clear() {
      mails = [];
    },
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

/** The bytes of the first `message/rfc822` part of a mail, decoded as its transfer encoding says; undefined where there is none. */
export function originalOf(raw: Buffer): Buffer | undefined {
  const text = raw.toString('latin1');
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(text)?.[1];
  if (!boundary) return undefined;
  for (const part of text.split(`--${boundary}`).slice(1)) {
    const head = part.slice(0, part.indexOf('\r\n\r\n'));
    if (!/content-type: *message\/rfc822/i.test(head)) continue;
    const body = part.slice(head.length + 4, part.length - 2);
    if (/content-transfer-encoding: *base64/i.test(head)) return Buffer.from(body, 'base64');
    return Buffer.from(body, 'latin1');
  }
  return undefined;
}
