import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the search for a browser needs to know of the machine; a test gives one of its own. */
export interface Host {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Effective user id; `undefined` where there is none (Windows). */
  readonly uid: number | undefined;
  exists(path: string): boolean;
  /** Runs a program to its end. `code` is null when it could not be started. */
  run(command: string, args: readonly string[], options?: RunOptions): RunResult;
}

export interface RunOptions {
  readonly timeoutMs?: number;
  /** The person sees what it prints (on stderr) while it runs. */
  readonly shown?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunResult {
  readonly code: number | null;
  readonly output: string;
}

/** This machine. */
export function thisHost(): Host {
  return {
    platform: process.platform,
    env: process.env,
    uid: process.geteuid?.(),
    exists: existsSync,
    run(command, args, options = {}) {
      const result = spawnSync(command, [...args], {
        encoding: 'utf8',
        timeout: options.timeoutMs ?? 10_000,
        env: options.env ?? process.env,
        // fd 2 twice: what an installer says is never data.
        stdio: ['ignore', options.shown ? 2 : 'pipe', options.shown ? 2 : 'pipe'],
      });
      return { code: result.status, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
    },
  };
}

/** The program of this name on PATH. */
export function onPath(host: Host, name: string): string | undefined {
  const folders = (host.env.PATH ?? '').split(host.platform === 'win32' ? ';' : delimiter);
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => host.exists(file));
}
