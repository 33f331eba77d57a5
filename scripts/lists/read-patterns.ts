import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { PatternFile, PatternSource } from '@/utils/schema/pattern';

/** A source of the list that cannot be used; the message names the file and, where there is one, the pattern. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** zod/mini says no more than "invalid" by itself; an author wants to know why. */
const inWords = { error: z.locales.en().localeError };

/** One JSON file of the sources, as its schema wants it. @throws SourceError */
export function readSource<S extends z.core.$ZodType>(
  root: string,
  path: string,
  schema: S,
): z.core.output<S> {
  const value = readJson(root, path);
  const parsed = z.safeParse(schema, value, inWords);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SourceError(`${path}: ${where(value, issue?.path ?? [])}${issue?.message ?? 'not understood'}`);
}

/** Every pattern file of `assets/patterns`, in the order of its name: the same sources make the same list. @throws SourceError */
export function readPatternFiles(root: string): { name: string; file: PatternFile }[] {
  const names = readdirSync(join(root, 'assets/patterns')).filter((name) => name.endsWith('.json'));
  if (names.length === 0) throw new SourceError('assets/patterns: no pattern file');
  const owners = new Map<string, string>();
  return names.sort().map((name) => {
    const path = `assets/patterns/${name}`;
    const file = readSource(root, path, StrictFile);
    if (name !== `${file.family}.${file.language}.json`)
      throw new SourceError(`${path}: holds ${file.family} in ${file.language}, so its name is wrong`);
    for (const { id } of file.patterns) {
      if (!id.startsWith(`${file.family}.${file.language}.`))
        throw new SourceError(`${path}: ${id} is not an id of ${file.family} in ${file.language}`);
      const owner = owners.get(id);
      if (owner) throw new SourceError(`${path}: ${id} is there already, in ${owner}`);
      owners.set(id, path);
    }
    return { name, file };
  });
}

/** A misspelt key (`counterexamples`) must be seen by its author, not dropped. */
const StrictFile = z.strictObject({
  ...PatternFile.shape,
  patterns: z.array(z.strictObject(PatternSource.shape)),
});

function readJson(root: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SourceError(`${path}: cannot be read (${why})`, { cause });
  }
}

/** `bluff.nl.filmed-you: phrases.2: ` for an issue inside a pattern, the bare path elsewhere. */
function where(value: unknown, path: readonly PropertyKey[]): string {
  const [first, second, ...rest] = path;
  if (first === 'patterns' && typeof second === 'number') {
    const { patterns } = value as { patterns: ({ id?: unknown } | null)[] };
    const id = patterns[second]?.id;
    const name = typeof id === 'string' ? id : `pattern ${second + 1}`;
    return `${[name, rest.join('.')].filter(Boolean).join(': ')}: `;
  }
  return path.length > 0 ? `${path.join('.')}: ` : '';
}
