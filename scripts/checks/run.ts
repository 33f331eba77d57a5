import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ROOT } from '@/scripts/support/build';

export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** Keeps everything that was printed. */
  readonly log: string;
}

/** A step that prints more is cut in the middle of nowhere anyway. */
const MAX_OUTPUT_CHARS = 4_000_000;
const KILL_AFTER_MS = 5_000;

/** Ends a program and what it started; a browser left behind would hold the next step's port and memory. */
function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Already gone.
  }
}

const running = new Set<number>();

/** Ends every step that runs now; for Ctrl-C. */
export function endAll(): void {
  for (const pid of running) endGroup(pid, 'SIGTERM');
}

/** Runs `node FILE ARGS` in the project's folder, to its end or its time limit. Never rejects. */
export async function run(args: readonly string[], options: RunOptions): Promise<Ran> {
  const child = spawn(process.execPath, [...args], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let output = '';
  let timedOut = false;
  const take = (part: Buffer) => {
    if (output.length < MAX_OUTPUT_CHARS) output += part.toString();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  if (child.pid !== undefined) running.add(child.pid);
  const timer = setTimeout(() => {
    timedOut = true;
    endGroup(child.pid, 'SIGTERM');
    setTimeout(() => endGroup(child.pid, 'SIGKILL'), KILL_AFTER_MS).unref();
  }, options.timeoutMs);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += `${error.message}\n`;
      resolve(null);
    });
    // Not `close`: a grandchild that keeps the pipe open must not hold us.
    child.once('exit', resolve);
  });
  clearTimeout(timer);
  if (child.pid !== undefined) running.delete(child.pid);
  await mkdir(dirname(options.log), { recursive: true });
  await writeFile(options.log, output);
  return { code, output, timedOut };
}
