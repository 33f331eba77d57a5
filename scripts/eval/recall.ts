import { byCluster, type Figure, wilson } from '@/scripts/eval/figures';
import { isHit, type Judged } from '@/scripts/eval/judge';
import { decimals, table } from '@/scripts/eval/table';

/** A mail whose text holds nothing of what it is listed as: counted, and named. */
const EMPTY_OF_THREAT: ReadonlySet<string> = new Set(['ml-6124cbc985']);

interface RecallRow {
  readonly name: string;
  readonly cases: readonly Judged[];
}

/** Families × languages of one kind of text; then each family over its languages. */
function rowsOf(scams: readonly Judged[]): RecallRow[] {
  const group = (name: (one: Judged) => string) =>
    [...Map.groupBy(scams, name)].map(([key, cases]): RecallRow => ({ name: key, cases }));
  const each = group(({ family, language, part }) => `${family} ${language}${part ? `, ${part}` : ''}`);
  const sums = group(({ family, part }) => `${family} (all)${part ? `, ${part}` : ''}`);
  const alone = new Set(each.map(({ cases }) => cases.length));
  const rows = [...each, ...sums.filter(({ cases }) => !alone.has(cases.length) || cases.length > 1)];
  return rows.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Recall by cluster at `warning` and at `notice or more`. */
export function recall(judged: readonly Judged[], origin: Judged['origin']) {
  const scams = judged.filter((one) => one.family !== null && one.origin === origin);
  const figures: Record<string, Figure> = {};
  const cells = rowsOf(scams).map(({ name, cases }) => {
    const whole = byCluster(cases, () => true).clusters;
    const warned = byCluster(cases, ({ family, verdict }) => isHit(family, verdict, 'warning')).hits;
    const noticed = byCluster(cases, ({ family, verdict }) => isHit(family, verdict, 'notice')).hits;
    const w = wilson(warned, whole);
    const n = wilson(noticed, whole);
    const key = `recall ${origin} ${name}`;
    figures[`${key}, warning`] = { value: w.share, better: 'higher', texts: cases.length };
    figures[`${key}, notice or more`] = { value: n.share, better: 'higher', texts: cases.length };
    return [
      name,
      String(cases.length),
      String(whole),
      decimals(w.share),
      `${decimals(w.low, 2)}–${decimals(w.high, 2)}`,
      decimals(n.share),
      `${decimals(n.low, 2)}–${decimals(n.high, 2)}`,
    ];
  });
  const text = table(['', 'texts', 'clusters', 'warning', '95 %', 'or notice', '95 %'], cells);
  return { text, figures, note: empty(scams) };
}

function empty(scams: readonly Judged[]): string {
  const found = scams.filter(({ id, verdict }) => EMPTY_OF_THREAT.has(id) && verdict.level === 'none');
  const [one] = found;
  if (!one) return '';
  const row = scams.filter(
    ({ family, language, part }) => family === one.family && language === one.language && part === one.part,
  );
  const rest = row.filter(({ id }) => !EMPTY_OF_THREAT.has(id));
  const { hits, clusters } = byCluster(rest, ({ family, verdict }) => isHit(family, verdict, 'warning'));
  return `${one.id} is listed as ${one.family}, and is a bounced advertisement: nothing in it threatens. Without it, ${one.family} ${one.language} is ${decimals(hits / clusters)} at warning.`;
}
