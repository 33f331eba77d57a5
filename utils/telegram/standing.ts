import type { HookSays, PeerId } from '@/utils/schema/telegram';
import type { Facts } from '@/utils/telegram/facts';
import { SafeMap } from '@/utils/telegram/natives';

/**
 * How each chat stands: what was told of it, what came back, what the reader allowed.
 *
 * A verdict counts for what had been told when it was given. So when the history of a chat comes after its
 * title, the verdict by title alone lets nothing go: the chat's media waits until its texts are judged, which
 * takes a few milliseconds, long before the app asks for the first picture.
 *
 * Whoever does not answer in time does not block the app: the chat counts as harmless until somebody does, and
 * the trouble is told. What is flagged stays so.
 */
export interface Standings {
  /** Whether the chat keeps its media; for another tab, when `foreign`. Tells what was not judged yet. */
  blocks(peer: PeerId, foreign: boolean): boolean;
  /** Something of the chat is kept from now on: the answer is waited for. */
  await(peer: PeerId): void;
  verdict(peer: PeerId, hold: boolean, turn: number): void;
  wait(peer: PeerId): void;
  show(peer: PeerId): void;
  lend(peer: PeerId, on: boolean): void;
  /** Ends what the reader allowed, but for the chat that is in front now. */
  hide(but: PeerId | null): void;
  /** Tells what is new of a chat, without waiting for its media to be asked for. */
  news(peer: PeerId): void;
  /** Whether anybody has asked for this chat. */
  isKnown(peer: PeerId): boolean;
  /** Flagged, and not shown. */
  isShut(peer: PeerId): boolean;
}

export interface StandingParts {
  readonly say: (says: HookSays) => void;
  /** Whether somebody answers. */
  readonly answers: (does: boolean) => void;
  readonly later: (act: () => void, ms: number) => number;
  readonly forget: (timer: number) => void;
  readonly facts: Facts;
  /** The chat may have become free. */
  readonly eased: (peer: PeerId) => void;
}

interface Standing {
  flagged: boolean;
  /** The last turns that were told and judged. */
  told: number;
  judged: number;
  silent: boolean;
  shown: boolean;
  lent: boolean;
  timer: number | null;
}

/** A background that lives answers in some milliseconds; one that has to start says `wait`. */
export const ANSWER_MS = 4_000;
export const PATIENCE_MS = 10_000;

export function createStandings({ say, answers, later, forget, facts, eased }: StandingParts): Standings {
  const standings = new SafeMap<PeerId, Standing>();

  const standingOf = (peer: PeerId): Standing => {
    const known = standings.get(peer);
    if (known !== undefined) return known;
    const standing: Standing = {
      flagged: false,
      told: 0,
      judged: 0,
      silent: false,
      shown: false,
      lent: false,
      timer: null,
    };
    standings.set(peer, standing);
    return standing;
  };

  const tell = (peer: PeerId, standing: Standing): void => {
    if (standing.told > 0 && !facts.isNews(peer)) return;
    const parcels = facts.parcels(peer);
    for (let i = 0; i < parcels.length; i += 1) {
      const chat = parcels[i];
      if (chat === undefined) continue;
      standing.told += 1;
      say({ say: 'chat', chat, turn: standing.told });
    }
  };

  const stop = (standing: Standing): void => {
    if (standing.timer !== null) forget(standing.timer);
    standing.timer = null;
  };

  const start = (peer: PeerId, standing: Standing, ms: number): void => {
    stop(standing);
    standing.timer = later(() => {
      standing.timer = null;
      if (standing.flagged || standing.judged >= standing.told) return;
      standing.silent = true;
      answers(false);
      eased(peer);
    }, ms);
  };

  const set = (peer: PeerId, what: 'shown' | 'lent', on: boolean): void => {
    const standing = standingOf(peer);
    if (standing[what] === on) return;
    standing[what] = on;
    if (what === 'shown') say({ say: 'lends', peer, on });
    if (on) eased(peer);
  };

  return {
    blocks(peer, foreign) {
      const standing = standingOf(peer);
      if (standing.shown || (foreign && standing.lent)) return false;
      if (standing.flagged) return true;
      tell(peer, standing);
      return !standing.silent && standing.judged < standing.told;
    },
    await(peer) {
      const standing = standingOf(peer);
      if (standing.flagged || standing.timer !== null) return;
      say({ say: 'waiting', peer });
      start(peer, standing, ANSWER_MS);
    },
    verdict(peer, hold, turn) {
      const standing = standingOf(peer);
      if (turn < standing.judged) return;
      standing.judged = turn;
      standing.silent = false;
      answers(true);
      // A verdict that knows less than was told may flag, and never frees.
      if (hold || turn >= standing.told) standing.flagged = hold;
      if (!standing.flagged && turn < standing.told) return;
      stop(standing);
      if (!standing.flagged) eased(peer);
    },
    wait(peer) {
      const standing = standingOf(peer);
      if (standing.timer !== null) start(peer, standing, PATIENCE_MS);
    },
    show: (peer) => set(peer, 'shown', true),
    lend: (peer, on) => set(peer, 'lent', on),
    hide(but) {
      standings.forEach((standing, peer) => {
        if (standing.shown && peer !== but) set(peer, 'shown', false);
      });
    },
    news(peer) {
      tell(peer, standingOf(peer));
    },
    isKnown: (peer) => standings.get(peer) !== undefined,
    isShut(peer) {
      const standing = standings.get(peer);
      return standing?.flagged === true && !standing.shown;
    },
  };
}
