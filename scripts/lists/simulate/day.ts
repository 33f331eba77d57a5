import { type Check, type Simulation, simulate } from '@/scripts/lists/simulate/clients';
import { type Costs, costOf, measureCosts } from '@/scripts/lists/simulate/cost';
import { DAY_MS } from '@/scripts/lists/simulate/habits';

/**
 * `lists simulate`: a day of many installs against one static host. Chance alone
 * makes a busiest minute, too; what it would be with as many checks spread evenly
 * stands beside it. What is left is when browsers are open.
 */
const DAYS = 15;
const FAILING = 0.02;
const HOUR_MS = 3_600_000;
const MINUTES = 1_440;

interface Told {
  readonly name: string;
  readonly change: Partial<Simulation>;
}

const SCENES: readonly Told[] = [
  { name: 'all on, day and night', change: { alwaysOn: true } },
  { name: 'one country, Thursday', change: {} },
  { name: 'one country, Monday', change: { weekday: 0 } },
  { name: 'Thursday, the host away from 10 to 11', change: { away: [10 * HOUR_MS, 11 * HOUR_MS] } },
];

export async function simulateDays(clients: number, say: (line: string) => void): Promise<void> {
  const costs = await measureCosts();
  say(
    `a check: ${told(costs.same)} with nothing new, ${told(costs.behind.get(1))} a day behind, ${told(costs.whole)} whole`,
  );
  for (const { name, change } of SCENES) {
    const checks = simulate({ clients, days: DAYS, weekday: 3, failing: FAILING, seed: 1, ...change });
    say(`${name}: ${dayOf(checks, costs, clients)}`);
  }
  const month = monthOf(
    simulate({ clients, days: DAYS, weekday: 3, failing: FAILING, seed: 2 }),
    costs,
    clients,
  );
  for (const users of [1e6, 1e7, 1e8]) say(bill(users, month));
}

function dayOf(checks: readonly Check[], costs: Costs, clients: number): string {
  const perMinute = new Float64Array(MINUTES);
  let requests = 0;
  let bytes = 0;
  for (const check of checks) {
    const cost = costOf(check, costs);
    const minute = Math.floor((check.at / DAY_MS) * MINUTES);
    perMinute[minute] = (perMinute[minute] ?? 0) + 1;
    requests += cost.requests;
    bytes += cost.bytes;
  }
  const quarters = Float64Array.from({ length: MINUTES / 15 }, (_, at) =>
    perMinute.slice(at * 15, at * 15 + 15).reduce((sum, each) => sum + each, 0),
  );
  const ages = checks.flatMap(({ after }) => (after === null ? [] : [after / HOUR_MS])).sort((a, b) => a - b);
  const age = (share: number) => Math.round(ages[Math.floor(ages.length * share)] ?? 0);
  return [
    `${checks.length} checks of ${clients} installs, ${requests} requests, ${mb(bytes)}`,
    `busiest minute ${peak(perMinute)} of the mean (chance alone ${evenPeak(checks.length)}), quarter of an hour ${peak(quarters)}`,
    `last check half of them ${age(0.5)} h before, 95 % at most ${age(0.95)} h`,
  ].join('; ');
}

const peak = (counts: Float64Array): string =>
  (Math.max(...counts) / (counts.reduce((sum, each) => sum + each, 0) / counts.length)).toFixed(2);

/** As many checks, each at any time of the day. */
function evenPeak(checks: number): string {
  const perMinute = new Float64Array(MINUTES);
  for (let check = 0; check < checks; check++) {
    const minute = Math.floor(Math.random() * MINUTES);
    perMinute[minute] = (perMinute[minute] ?? 0) + 1;
  }
  return peak(perMinute);
}

interface Month {
  readonly requests: number;
  readonly bytes: number;
}

/** Of one install. */
function monthOf(checks: readonly Check[], costs: Costs, clients: number): Month {
  const all = checks.map((check) => costOf(check, costs));
  const sum = (of: (cost: (typeof all)[number]) => number) =>
    all.reduce((total, cost) => total + of(cost), 0);
  return {
    requests: (sum(({ requests }) => requests) / clients) * 30,
    bytes: (sum(({ bytes }) => bytes) / clients) * 30,
  };
}

/** Two prices, as assumptions: a host that is paid by traffic alone, and a large cloud. */
function bill(users: number, { requests, bytes }: Month): string {
  const gb = (users * bytes) / 1e9;
  const cheap = gb * 0.01;
  const dear = gb * 0.085 + ((users * requests) / 1e6) * 0.75;
  return `${users.toExponential(0)} users a month: ${(gb / 1_000).toFixed(2)} TB, ${(users * requests).toExponential(1)} requests, $${cheap.toFixed(0)} at $0.01/GB, $${dear.toFixed(0)} at $0.085/GB and $0.75 a million requests`;
}

const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const told = (cost: Month | undefined) => (cost ? `${cost.requests} requests and ${cost.bytes} bytes` : '');
