import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Figure } from '@/scripts/eval/figures';
import { isRight, type Judged } from '@/scripts/eval/judge';

/** A run as `--json` keeps it: what each text came to, and every figure. Never a text. */
const Run = z.object({
  format: z.literal(1),
  rows: z.record(z.string(), z.object({ verdict: z.string(), right: z.boolean() })),
  figures: z.record(
    z.string(),
    z.object({ value: z.nullable(z.number()), better: z.enum(['higher', 'lower']), texts: z.number() }),
  ),
});
type Run = z.infer<typeof Run>;

export function makeRun(judged: readonly Judged[], figures: Readonly<Record<string, Figure>>): Run {
  return {
    format: 1,
    rows: Object.fromEntries(
      judged.map((one) => [
        one.id,
        { verdict: `${one.verdict.family ?? '-'} ${one.verdict.level}`, right: isRight(one) },
      ]),
    ),
    figures: Object.fromEntries(
      Object.entries(figures).map(([name, figure]) => [
        name,
        { ...figure, value: Number.isFinite(figure.value) ? figure.value : null },
      ]),
    ),
  };
}

export function keepRun(file: string, run: Run): void {
  writeFileSync(file, `${JSON.stringify(run, null, 1)}\n`);
}

/** @throws when the file holds no kept run. */
export function readRun(file: string): Run {
  return Run.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Rounding is no change. */
const SAME = 1e-9;

/** Lines for a reader, and whether anything fell: a figure over as many texts as before, or a text that was right. */
export function compareRuns(before: Run, now: Run): { lines: string[]; fell: boolean } {
  const lines: string[] = [];
  let fell = false;
  for (const [id, { verdict, right }] of Object.entries(now.rows)) {
    const was = before.rows[id];
    if (!was || was.verdict === verdict) continue;
    const how = was.right === right ? '' : right ? ' (now right)' : ' (was right)';
    lines.push(`${id}: ${was.verdict} → ${verdict}${how}`);
  }
  for (const [name, { value, better, texts }] of Object.entries(now.figures)) {
    const was = before.figures[name];
    if (was?.value == null || value === null || Math.abs(was.value - value) < SAME) continue;
    const other = was.texts !== texts;
    const worse = better === 'higher' ? value < was.value : value > was.value;
    if (worse && !other) fell = true;
    const note = other ? ` (other texts: ${was.texts} → ${texts})` : worse ? ' FELL' : '';
    lines.push(`${name}: ${was.value.toFixed(3)} → ${value.toFixed(3)}${note}`);
  }
  const gone = Object.keys(before.rows).filter((id) => !(id in now.rows)).length;
  const added = Object.keys(now.rows).filter((id) => !(id in before.rows)).length;
  if (gone + added > 0) lines.push(`${added} texts are new, ${gone} are gone`);
  return { lines, fell };
}
