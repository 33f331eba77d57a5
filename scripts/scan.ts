import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { buildSeed } from '@/scripts/lists/build-seed';
import { linesOf, TOO_LONG } from '@/scripts/support/lines';
import {
  htmlToMessage,
  inputToMessage,
  mailToMessage,
  ScanInput,
  textToMessage,
} from '@/scripts/support/mail-to-message';
import { createEngine } from '@/utils/detection/engine';
import type { Message } from '@/utils/schema/message';
import type { Verdict } from '@/utils/schema/verdict';

/**
 * `npm run --silent scan -- FILE…` judges files (.eml, .txt, .html);
 * `npm run --silent scan -- --jsonl < in > out` judges a JSON object a line.
 *
 * The engine and the list are those of the extension. Results go to standard
 * output and nothing else does; what cannot be read is named on standard error,
 * the rest goes on, and the exit code is 1.
 */

const USAGE = 'usage: scan FILE… (.eml, .txt, .html)  or  scan --jsonl < IN > OUT';
/** A line longer than this is no mail; it would only fill the memory. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

const engine = createEngine(buildSeed(join(import.meta.dirname, '..')));

/** Where the reader stood: npm moves to the project's folder. */
const here = process.env.INIT_CWD ?? process.cwd();

const [first, ...others] = process.argv.slice(2);
if (first === '--jsonl' && others.length === 0) await scanLines();
else if (first !== undefined && !first.startsWith('--')) await scanFiles([first, ...others]);
else complain(USAGE);

function complain(what: string): void {
  process.stderr.write(`${what}\n`);
  process.exitCode = 1;
}

async function scanLines(): Promise<void> {
  let number = 0;
  for await (const line of linesOf(process.stdin, MAX_LINE_BYTES)) {
    number += 1;
    if (line === TOO_LONG) {
      complain(`line ${number}: longer than ${MAX_LINE_BYTES} bytes`);
      continue;
    }
    if (line.trim() === '') continue;
    const input = parseLine(line, number);
    if (!input) continue;
    const started = performance.now();
    const { family, level, findings } = engine.inspect(inputToMessage(input));
    const ms = Math.round((performance.now() - started) * 1000) / 1000;
    const result = {
      id: input.id,
      family,
      level,
      findings: findings.map(({ signal, phrase }) => ({ signal, phrase })),
      ms,
    };
    if (!process.stdout.write(`${JSON.stringify(result)}\n`)) {
      await new Promise((go) => process.stdout.once('drain', go));
    }
  }
}

function parseLine(line: string, number: number): ScanInput | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    complain(`line ${number}: not JSON`);
    return null;
  }
  const input = ScanInput.safeParse(value);
  if (input.success) return input.data;
  const [issue] = input.error.issues;
  const where = issue?.path.join('.') || 'the line';
  complain(`line ${number}: ${where} is missing or not as it should be`);
  return null;
}

async function scanFiles(files: readonly string[]): Promise<void> {
  for (const file of files) {
    let message: Message;
    try {
      message = await readMessage(resolve(here, file));
    } catch (error) {
      complain(`${file}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    process.stdout.write(describe(file, engine.inspect(message)));
  }
}

async function readMessage(path: string): Promise<Message> {
  const raw = await readFile(path);
  switch (extname(path).toLowerCase()) {
    case '.eml':
      return mailToMessage(raw);
    case '.html':
    case '.htm':
      return htmlToMessage(raw.toString('utf8'));
    case '.txt':
      return textToMessage(raw.toString('utf8'));
    default:
      throw new Error('neither .eml, .txt nor .html');
  }
}

function describe(file: string, { family, level, findings, partial }: Verdict): string {
  const lines = [`${file}: ${family === null ? 'nothing found' : `${family}, ${level}`}`];
  for (const { signal, phrase } of findings) {
    lines.push(phrase === '' ? `  ${signal}` : `  ${signal}: “${phrase}”`);
  }
  if (partial) lines.push('  (too large to read whole)');
  return `${lines.join('\n')}\n`;
}
