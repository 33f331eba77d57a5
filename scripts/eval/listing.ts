import { isRight, isWrong, type Judged } from '@/scripts/eval/judge';
import { AGAINST } from '@/utils/schema/signal';

/** Ids of scams that came to less than they should, with the signals found in them; never their text. */
export function misses(judged: readonly Judged[]): string[] {
  return judged.filter((one) => one.family !== null && !isRight(one)).map(describe);
}

/** Ids of innocent texts that were called something. */
export function wrongs(judged: readonly Judged[]): string[] {
  return judged.filter((one) => one.family === null && isWrong(one, one.verdict, 'notice')).map(describe);
}

function describe(one: Judged): string {
  const { id, file, label, language, part, verdict, evidence, points } = one;
  const sums = new Map<string, number>();
  for (const { family, signal, weight } of evidence) {
    const name = AGAINST.has(signal) ? `−${signal}` : `${family}/${signal}`;
    sums.set(name, (sums.get(name) ?? 0) + weight);
  }
  const signals = [...sums].map(([name, sum]) => `${name} ${Number(sum.toFixed(2))}`).join(', ');
  const what = `${file} ${label} ${language}${part ? ` (${part})` : ''}`;
  return `${id}\t${what}\t${verdict.family ?? '-'} ${verdict.level} ${points.toFixed(1)}\t${signals}`;
}
