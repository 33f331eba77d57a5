import type { HookSays, PeerId } from '@/utils/schema/telegram';
import type { Facts } from '@/utils/telegram/facts';
import { createKeeper } from '@/utils/telegram/keeper';
import { SafeList, SafeMap, SafeSet } from '@/utils/telegram/natives';
import type { Owners } from '@/utils/telegram/owners';
import { createStandings, type Standings } from '@/utils/telegram/standing';
import type { Wanted } from '@/utils/telegram/wanted';

/**
 * Lets requests for media go on, or keeps them: as they are, in the order in which each chat's came, until their
 * chat is free. Each goes on once, or never. Which chat that is says keeper.ts, and whether it is free,
 * standing.ts; this holds the queues and looks at them again when either may have changed.
 */
export interface Gate extends Pick<Standings, 'verdict' | 'wait' | 'show' | 'lend' | 'isShut'> {
  /** Whether it may go on now; else `send` is called when it may. `foreign`: another tab asks. */
  admits(wanted: Wanted, foreign: boolean, send: () => void): boolean;
  /** A cancel of something that is kept goes behind it. @returns whether it does. */
  keepsCancel(task: string, send: () => void): boolean;
  /** Forgets what is kept under this name: the app has given it up by itself. */
  drop(file: string): void;
  /** Another chat is in front. */
  moved(to: PeerId | null): void;
  /** A file was seen in one more chat. */
  learned(id: string): void;
  /** What was learned is acted on: once for each message, not for each file. */
  settle(front: PeerId | null): void;
}

export interface GateParts {
  readonly say: (says: HookSays) => void;
  readonly answers: (does: boolean) => void;
  readonly later: (act: () => void, ms: number) => number;
  readonly forget: (timer: number) => void;
  readonly front: () => PeerId | null;
  readonly facts: Facts;
  readonly owners: Owners;
}

interface Kept {
  readonly wanted: Wanted;
  readonly foreign: boolean;
  readonly send: () => void;
  /** The chat in front when it was asked for, where nobody knows whose it is. */
  readonly guess: PeerId | null;
  cancel: (() => void) | null;
}

/** For one chat. What is older has long scrolled out of sight; nobody would look at it when it came. */
export const MAX_KEPT = 2_000;

export function createGate({ say, answers, later, forget, front, facts, owners }: GateParts): Gate {
  const queues = new SafeMap<PeerId, SafeList<Kept>>();
  /** Files that are kept, and perhaps some that were. */
  const ids = new SafeSet<string>();
  const counted = new SafeSet<PeerId>();
  let stale = false;

  const count = (peer: PeerId): void => {
    if (counted.size === 0)
      later(() => {
        counted.forEach((one) => {
          say({ say: 'held', peer: one, count: queues.get(one)?.length ?? 0 });
        });
        counted.clear();
      }, 0);
    counted.add(peer);
  };

  const keep = (peer: PeerId, kept: Kept): void => {
    const queue = queues.get(peer) ?? new SafeList<Kept>();
    queues.set(peer, queue);
    if (queue.length >= MAX_KEPT) queue.shift();
    queue.push(kept);
    if (kept.wanted.id !== null) ids.add(kept.wanted.id);
    count(peer);
    standings.await(peer);
  };

  const send = ({ send: go, cancel }: Kept): void => {
    try {
      go();
      cancel?.();
    } catch {
      // What can not be sent any more (a port that is closed, say) must not keep the rest.
    }
  };

  const review = (peer: PeerId): void => {
    const queue = queues.get(peer);
    if (queue === undefined || queue.length === 0) return;
    queues.set(peer, new SafeList());
    for (let i = 0; i < queue.length; i += 1) {
      const kept = queue[i];
      if (kept === undefined) continue;
      const keeper = keeperOf(kept.wanted, kept.foreign, kept.guess);
      if (keeper === null) send(kept);
      else keep(keeper, kept);
    }
    count(peer);
  };

  const reviewAll = (): void => {
    stale = false;
    ids.clear();
    queues.forEach((_, peer) => {
      review(peer);
    });
  };

  const standings = createStandings({ say, answers, later, forget, facts, eased: review });
  const keeperOf = createKeeper({ standings, facts, owners, front });

  return {
    verdict: standings.verdict,
    wait: standings.wait,
    show: standings.show,
    lend: standings.lend,
    isShut: standings.isShut,
    admits(wanted, foreign, go) {
      const peer = keeperOf(wanted, foreign, null);
      if (peer === null) return true;
      const unknown = wanted.peer === null && (wanted.id === null || owners.of(wanted.id) === undefined);
      keep(peer, { wanted, foreign, send: go, guess: unknown ? peer : null, cancel: null });
      return false;
    },
    keepsCancel(task, go) {
      let found = false;
      queues.forEach((queue) => {
        for (let i = 0; i < queue.length && !found; i += 1) {
          const kept = queue[i];
          if (kept === undefined || kept.wanted.task !== task) continue;
          kept.cancel ??= go;
          found = true;
        }
      });
      return found;
    },
    drop(file) {
      queues.forEach((queue, peer) => {
        const left = new SafeList<Kept>();
        for (let i = 0; i < queue.length; i += 1) {
          const kept = queue[i];
          if (kept !== undefined && kept.wanted.file !== file) left.push(kept);
        }
        if (left.length === queue.length) return;
        queues.set(peer, left);
        count(peer);
      });
    },
    moved(to) {
      standings.hide(to);
      if (to !== null) {
        facts.refresh(to);
        standings.news(to);
      }
      reviewAll();
    },
    learned(id) {
      if (ids.has(id)) stale = true;
    },
    settle(facing) {
      if (facing !== null) standings.news(facing);
      if (stale) reviewAll();
    },
  };
}
