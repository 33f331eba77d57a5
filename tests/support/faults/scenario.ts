import type { Did, Task } from '@/tests/support/faults/task';
import type { World } from '@/tests/support/faults/world';

/** What may be said of it: `new` where the update goes through all the same. */
export type Outcome = 'new' | (string & {});

/**
 * One thing that goes wrong between two good releases. `spoil` may publish what
 * it likes; `may` names every outcome that is right.
 */
export interface Scenario {
  readonly name: string;
  readonly may: readonly Outcome[];
  readonly task?: Partial<Task>;
  /** The seed protects meanwhile: nothing else can be read. */
  readonly fallsBack?: boolean;
  /** Publishes the next release, spoiled. */
  spoil(world: World): Promise<void>;
  /** Undoes what a good release does not. */
  mend?(world: World): Promise<void>;
}

export interface Ran {
  readonly name: string;
  readonly outcome: string;
  /** What did not hold; empty when all did. */
  readonly faults: readonly string[];
}

/**
 * Runs one: before it a release is in use, after it that one is still whole and
 * warns, the reason is named, and the next good release goes through.
 */
export async function runScenario(world: World, scenario: Scenario): Promise<Ran> {
  const faults: string[] = [];
  await scenario.spoil(world);
  const before = world.inUse();
  const did = await world.live(scenario.task);
  const outcome = did.failure ?? (did.revision > before ? 'new' : 'same');
  faults.push(...unprotected(did));
  if (!scenario.may.includes(outcome))
    faults.push(`it came to ${outcome} (${did.file}), not ${scenario.may.join('/')}`);
  if (did.failure !== null && did.revision !== before && !scenario.fallsBack)
    faults.push(`revision ${before} became ${did.revision} although it failed`);
  if (did.failure !== null && did.due <= 0) faults.push('no next check is planned');
  for (const host of world.hosts) {
    host.misbehave = null;
    host.files = world.repository.files;
  }
  await scenario.mend?.(world);
  const revision = await world.release();
  const after = await world.live();
  faults.push(...unprotected(after));
  if (after.revision !== revision || after.failure !== null)
    faults.push(
      `the next good release did not go through: ${after.failure} (${after.file}), ${after.revision}`,
    );
  return { name: scenario.name, outcome, faults };
}

export function unprotected({ warns, isWhole }: Did): string[] {
  return [...(warns ? [] : ['nothing is warned of']), ...(isWhole ? [] : ['the stored list is not whole'])];
}
