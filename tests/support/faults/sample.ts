import { expect } from '@playwright/test';
import { ATTACKS } from '@/tests/support/faults/attacks';
import type { Driver } from '@/tests/support/faults/driver';
import { flipped, networkFaults } from '@/tests/support/faults/network';
import { runScenario } from '@/tests/support/faults/scenario';
import { kills, TROUBLES } from '@/tests/support/faults/storage';
import { startWorld } from '@/tests/support/faults/world';

/** A few of each kind; `npm run faults` plays them all. */
const SAMPLE = [
  'rollback: the whole host as it was two releases ago',
  'rightly signed: a list without patterns',
  'key compromise under the threshold: one key signs twice',
  'storage: the disk is full',
  'storage: the root is damaged',
  'list: a packed bomb',
  'targets: a redirect',
];
const KILLS = 10;

export async function sampleFaults(browser: Driver['browser']): Promise<void> {
  const world = await startWorld(browser);
  try {
    const all = [...ATTACKS, ...TROUBLES, ...networkFaults()];
    const chosen = all.filter(({ name }) => SAMPLE.includes(name));
    expect(chosen).toHaveLength(SAMPLE.length);
    for (const scenario of [...chosen, flipped('snapshot', Math.random(), 3)]) {
      const { name, outcome, faults } = await runScenario(world, scenario);
      expect(faults, `${name} → ${outcome}`).toEqual([]);
    }
    const { killed, faults } = await kills(world, KILLS, () => {});
    expect(killed).toBeGreaterThanOrEqual(KILLS);
    expect(faults).toEqual([]);
  } finally {
    await world.stop();
  }
}
