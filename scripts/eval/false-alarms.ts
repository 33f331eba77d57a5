import { byCluster, type Figure } from '@/scripts/eval/figures';
import { isWrong, type Judged } from '@/scripts/eval/judge';
import { decimals, table } from '@/scripts/eval/table';

interface Group {
  readonly name: string;
  readonly cases: readonly Judged[];
}

/** False warnings and notices of each kind of innocent text, and in sum. Every text counts, and every cluster. */
export function falseAlarms(judged: readonly Judged[], origin: Judged['origin']) {
  const innocent = judged.filter((one) => one.family === null && one.origin === origin);
  const each = group(innocent, ({ file, label, language }) => `${file}: ${label}, ${language}`);
  const files = group(innocent, ({ file, label }) => `${file}: ${label}`);
  const labels = group(innocent, ({ label }) => `all ${label}`);
  const all: Group[] = origin === 'own' ? [] : labels;
  const figures: Record<string, Figure> = {};
  const cells = ({ name, cases }: Group) => {
    const at = (level: 'notice' | 'warning') => cases.filter((one) => isWrong(one, one.verdict, level));
    const warned = at('warning').length;
    const noticed = at('notice').length;
    const clusters = byCluster(cases, (one) => isWrong(one, one.verdict, 'warning'));
    const perTenThousand = (warned / cases.length) * 10_000;
    const key = `false ${origin} ${name}`;
    figures[`${key}, warnings`] = { value: warned, better: 'lower', texts: cases.length };
    figures[`${key}, notices or more`] = { value: noticed, better: 'lower', texts: cases.length };
    return [
      name,
      String(cases.length),
      String(clusters.clusters),
      String(warned),
      String(noticed - warned),
      decimals(perTenThousand, 1),
      decimals((clusters.hits / clusters.clusters) * 10_000, 1),
      `1 in ${noticed === 0 ? `>${cases.length}` : Math.round(cases.length / noticed)}`,
    ];
  };
  const silent = each.filter(({ cases }) => !cases.some((one) => isWrong(one, one.verdict, 'notice')));
  const loud = each.filter((one) => !silent.includes(one));
  const heads = [
    '',
    'texts',
    'clusters',
    'warnings',
    'notices',
    'warnings in 10,000',
    'by cluster',
    'notice or more',
  ];
  const text = table(heads, [...files, ...all].map(cells));
  const byLanguage = loud.length === 0 ? '' : table(heads, loud.map(cells));
  return { text, byLanguage, figures };
}

function group(cases: readonly Judged[], name: (one: Judged) => string): Group[] {
  return [...Map.groupBy(cases, name)]
    .map(([key, some]): Group => ({ name: key, cases: some }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
