import type { PeerId } from '@/utils/schema/telegram';
import type { Facts } from '@/utils/telegram/facts';
import { lookA } from '@/utils/telegram/look-a';
import { lookK } from '@/utils/telegram/look-k';
import { isObject, startsWith } from '@/utils/telegram/natives';
import { NOWHERE, type Notes, type Place } from '@/utils/telegram/notes';
import { type Owners, poster } from '@/utils/telegram/owners';
import { createWalk } from '@/utils/telegram/walk';

/**
 * Learns from what the worker sends which chats there are, what is written in them and which files belong to
 * them. It only reads. The shapes of the two clients differ so much that one walk can look for both.
 */
export interface Learner {
  /** @param peer whose it is where it does not say itself. */
  learn(data: unknown, peer: PeerId | null): void;
  /** Reads what is left of what was too long to be read at once. */
  finish(): void;
}

/** Some fifty messages of history; about a tenth of a millisecond. */
const AT_ONCE = 4_000;
const SLICE = 10_000;
/** To know what a file is before it is decided: some milliseconds at most. */
const FINISH = 60_000;

export function createLearner(
  facts: Facts,
  owners: Owners,
  learned: (id: string) => void,
  later: (act: () => void, ms: number) => number,
): Learner {
  const notes: Notes = {
    facts,
    owners,
    owns(peer, id) {
      const name =
        typeof id === 'string' ? id : typeof id === 'number' || typeof id === 'bigint' ? `${id}` : '';
      if (name !== '' && owners.add(name, peer)) learned(name);
    },
    wrote(person, chat) {
      if (person !== chat && !startsWith(person, '-')) owners.add(poster(person), chat);
    },
  };
  const walk = createWalk<Place>((object, place) =>
    typeof object._ === 'string' ? lookK(object, place, notes) : lookA(object, place, notes),
  );
  let planned = false;

  const goOn = (): void => {
    planned = false;
    if (walk.go(SLICE)) plan();
  };
  const plan = (): void => {
    if (planned) return;
    planned = true;
    later(goOn, 0);
  };

  return {
    learn(data, peer) {
      if (!isObject(data)) return;
      walk.add(data, peer === null ? NOWHERE : { peer });
      if (walk.go(AT_ONCE)) plan();
    },
    finish() {
      if (planned) walk.go(FINISH);
    },
  };
}
