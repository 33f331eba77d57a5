/** The part of smtp-server that the sink uses; the package brings no types. */
declare module 'smtp-server' {
  import type { EventEmitter } from 'node:events';
  import type { Readable } from 'node:stream';

  interface Session {
    envelope: { mailFrom: false | { address: string }; rcptTo: { address: string }[] };
  }

  interface Options {
    authOptional: boolean;
    disabledCommands: string[];
    disableReverseLookup: boolean;
    allowInsecureAuth: boolean;
    size: number;
    onAuth(
      auth: { username?: string },
      session: Session,
      done: (error: null, who: { user: string }) => void,
    ): void;
    onData(stream: Readable, session: Session, done: (error: null) => void): void;
  }

  export class SMTPServer extends EventEmitter {
    constructor(options: Options);
    listen(port: number, host: string): void;
    close(done: () => void): void;
  }
}
