import { ATTACKS } from '@/tests/support/faults/attacks';
import { killExtension } from '@/tests/support/faults/extension';
import { FILES, type FileName, flipped, networkFaults } from '@/tests/support/faults/network';
import { type Ran, runScenario, type Scenario } from '@/tests/support/faults/scenario';
import { kills, TROUBLES, together } from '@/tests/support/faults/storage';
import { startWorld, type World } from '@/tests/support/faults/world';

/**
 * `npm run --silent faults`: everything that can go wrong with a list on its way,
 * with a real host, in a real Chromium and a real Firefox. After each fault the
 * reader is still protected, the stored list is one whole revision, the reason has
 * its name, and the next good release goes through. Prints what was counted.
 *
 * `-- chromium` or `-- firefox` runs one browser; `--only TEXT` the faults whose
 * name holds it (`kills`, or `built` for kills of the built extension: those alone); `--kills N`; `--flips N` bits in each file;
 * `--each` tells every fault as it ends.
 */
const args = process.argv.slice(2);
const option = (name: string): string | undefined => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? undefined : args[at + 1];
};
const browsers = (['chromium', 'firefox'] as const).filter(
  (name) => args.includes(name) || !(args.includes('chromium') || args.includes('firefox')),
);
const only = option('only');
const killCount = Number(option('kills') ?? 200);
const flipCount = Number(option('flips') ?? 10);
const say = (line: string) => void process.stdout.write(`${line}\n`);
let failed = 0;

function flips(count: number): Scenario[] {
  return (Object.keys(FILES) as FileName[]).flatMap((file) =>
    Array.from({ length: count }, (_, at) =>
      flipped(file, (at + Math.random()) / count, Math.floor(Math.random() * 8)),
    ),
  );
}

const each = args.includes('--each');

/** One scenario; where the browser itself went away, once more in a new one. */
async function runIn(world: World, scenario: Scenario): Promise<Ran & { world: World }> {
  const attempt = async (place: World): Promise<Ran> =>
    runScenario(place, scenario).catch((error: unknown) => ({
      name: scenario.name,
      outcome: 'threw',
      faults: [String(error)],
    }));
  const first = await attempt(world);
  if (first.outcome !== 'threw') return { ...first, world };
  say(`  ${scenario.name}: once more in a new browser, after ${first.faults.join()}`);
  await world.stop().catch(() => {});
  const fresh = await startWorld(world.driver.browser);
  return { ...(await attempt(fresh)), world: fresh };
}

/** @returns the world as it is afterwards */
async function runGroup(start: World, name: string, scenarios: readonly Scenario[]): Promise<World> {
  const chosen = scenarios.filter((scenario) => only === undefined || scenario.name.includes(only));
  const bad: Ran[] = [];
  const outcomes = new Map<string, number>();
  let world = start;
  for (const scenario of chosen) {
    const ran = await runIn(world, scenario);
    world = ran.world;
    outcomes.set(ran.outcome, (outcomes.get(ran.outcome) ?? 0) + 1);
    if (ran.faults.length > 0) bad.push(ran);
    if (each) say(`  ${ran.faults.length > 0 ? 'FAILED' : 'ok'} ${ran.name} → ${ran.outcome}`);
  }
  failed += bad.length;
  const told = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  say(
    `${world.driver.browser}: ${name}: ${chosen.length - bad.length} of ${chosen.length} survived (${told})`,
  );
  for (const ran of bad) say(`  FAILED ${ran.name} → ${ran.outcome}: ${ran.faults.join('; ')}`);
  return world;
}

for (const browser of browsers) {
  let world = await startWorld(browser);
  try {
    world = await runGroup(world, 'attacks by name and bad lists', ATTACKS);
    world = await runGroup(world, 'storage, clocks, hosts', TROUBLES);
    world = await runGroup(world, 'network faults, each in each file', networkFaults());
    world = await runGroup(world, 'flipped bits', flips(flipCount));
    if (only === undefined || only === 'kills') {
      const faults = await together(world, 10);
      failed += faults.length;
      say(`${browser}: three contexts at once: ${10 - faults.length} of 10 rounds survived`);
      const { killed, whole, faults: lost } = await kills(world, killCount, () => {});
      failed += lost.length;
      say(
        `${browser}: killed ${killed} times within an update, ${whole} of them had it through, ${lost.length} failed`,
      );
      for (const fault of [...faults, ...lost]) say(`  FAILED ${fault}`);
    }
    if (only === undefined || only === 'built') {
      const { killed, whole, faults } = await killExtension(browser, killCount);
      failed += faults.length;
      say(
        `${browser}: the built extension killed ${killed} times, ${whole} of them had the update through, ${faults.length} failed`,
      );
      for (const fault of faults) say(`  FAILED ${fault}`);
    }
  } finally {
    await world.stop();
  }
}
process.exitCode = failed === 0 ? 0 : 1;
