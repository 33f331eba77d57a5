import { byCluster, type Figure } from '@/scripts/eval/figures';
import { isHit, isWrong, type Judged } from '@/scripts/eval/judge';
import { decimals, table } from '@/scripts/eval/table';
import type { Family } from '@/utils/schema/family';
import type { Level } from '@/utils/schema/level';

/** What detection is to reach. Recall counts whole texts by cluster; false alarms count every text. */
export interface Goal {
  readonly name: string;
  readonly better: Figure['better'];
  readonly goal: number;
  readonly level: Exclude<Level, 'none'>;
  readonly isMeant: (one: Judged) => boolean;
}

/** Letters as they are sent; quotations and covers are another matter and have rows of their own. */
const WHOLE = new Set(['', 'typed over']);
const LANGUAGES = ['nl', 'fr', 'de'] as const;

export const GOALS: readonly Goal[] = [
  recallOf('bluff', ['en'], 0.99),
  ...LANGUAGES.map((language) => recallOf('bluff', [language], 0.97)),
  ...[...LANGUAGES, 'en'].map((language) => recallOf('summons', [language], 0.95)),
  {
    ...recallOf('real-images', [], 0.85),
    name: 'real-images, all languages, quotations too: notice or more',
    level: 'notice',
    isMeant: ({ family }) => family === 'real-images',
  },
  falseOf(
    'ordinary mail: false warnings',
    1 / 10_000,
    'warning',
    ({ label, message }) => label === 'ham' && message.channel === 'mail',
  ),
  falseOf('hard negatives: false warnings', 1 / 100, 'warning', ({ file }) => file === 'hard-negatives'),
  falseOf('hard negatives: notice or more', 1 / 20, 'notice', ({ file }) => file === 'hard-negatives'),
  falseOf('the project’s innocent mails: false warnings', 0, 'warning', ({ label }) => label === 'innocent'),
  falseOf('Telegram, ordinary channels: false warnings', 1 / 1_000, 'warning', ({ label }) =>
    /^(ordinary|drawn) channel$/.test(label),
  ),
];

function recallOf(family: Family, languages: readonly string[], goal: number): Goal {
  return {
    name: `${family}, ${languages.join(' ')}: recall`,
    better: 'higher',
    goal,
    level: 'warning',
    isMeant: (one) => one.family === family && languages.includes(one.language) && WHOLE.has(one.part),
  };
}

function falseOf(name: string, goal: number, level: Goal['level'], meant: Goal['isMeant']): Goal {
  return {
    name,
    better: 'lower',
    goal,
    level,
    isMeant: (one) => one.family === null && meant(one),
  };
}

/** The share that a goal speaks of, among these texts; `null` where there are none to tell it by. */
export function reached(goal: Goal, judged: readonly Judged[]): { value: number | null; units: number } {
  const meant = judged.filter(goal.isMeant);
  if (meant.length === 0) return { value: null, units: 0 };
  if (goal.better === 'lower') {
    const wrong = meant.filter((one) => isWrong(one, one.verdict, goal.level)).length;
    return { value: wrong / meant.length, units: meant.length };
  }
  const { hits, clusters } = byCluster(meant, ({ family, verdict }) => isHit(family, verdict, goal.level));
  return { value: hits / clusters, units: clusters };
}

export const holds = ({ better, goal }: Goal, value: number): boolean =>
  better === 'higher' ? value >= goal : value <= goal;

/** The goals beside what is reached, on real texts and on the project's own. */
export function goalTable(judged: readonly Judged[]): string {
  const cell = (goal: Goal, origin: Judged['origin']): string[] => {
    const { value, units } = reached(
      goal,
      judged.filter((one) => one.origin === origin),
    );
    if (value === null) return ['', ''];
    return [`${decimals(value, 4)} of ${units}`, holds(goal, value) ? 'holds' : 'does not hold'];
  };
  const rows = GOALS.map((goal) => [
    goal.name,
    `${goal.better === 'higher' ? '≥' : '≤'} ${Number(goal.goal.toFixed(4))}`,
    ...cell(goal, 'corpus'),
    ...cell(goal, 'own'),
  ]);
  return table(['', 'goal', 'real texts', '', 'own texts', ''], rows);
}
