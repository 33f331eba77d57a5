import type { HookSays, HookTrouble } from '@/utils/schema/telegram';
import { SafeSet } from '@/utils/telegram/natives';

/**
 * Says whether the protection stands: `well` when the app speaks as we know it, and what is the matter when not.
 *
 * - No worker within a minute, or none of whose messages we know within some seconds: another app than ours.
 * - Media asked for in a way that names none, again and again: its shapes have changed.
 * - A worker that is used and did not pass us, or a wrapper of ours that is gone: somebody stands before us.
 * - Nobody judges.
 *
 * The last passes when somebody answers again; so does the first, when the app was only slow.
 */
export interface SelfTest {
  /** The line is open: the clock runs from now. */
  begin(): void;
  /** A worker was made. */
  made(): void;
  /** A message of a shape that we know; `whole` is false where media is asked for and can not be told. */
  seen(whole: boolean): void;
  trouble(what: HookTrouble): void;
  solved(what: HookTrouble): void;
  isWell(): boolean;
}

export interface SelfTestParts {
  readonly say: (says: HookSays) => void;
  readonly later: (act: () => void, ms: number) => number;
}

/** Of the app's own start on a slow phone, until it makes its worker. */
export const START_MS = 60_000;
/** The first thing that both apps do with it is to tell it how to start. */
export const SILENCE_MS = 15_000;
/** One may be a kind of media that is new; the share is looked at too. */
const UNREADABLE = 3;

export function createSelfTest({ say, later }: SelfTestParts): SelfTest {
  const troubles = new SafeSet<HookTrouble>();
  let known = 0;
  let unreadable = 0;
  let waits = false;

  const trouble: SelfTest['trouble'] = (what) => {
    if (troubles.has(what)) return;
    troubles.add(what);
    say({ say: 'trouble', what });
  };
  const solved: SelfTest['solved'] = (what) => {
    if (troubles.delete(what) && troubles.size === 0 && known > 0) say({ say: 'well' });
  };
  const expect = (ms: number) =>
    later(() => {
      if (known === 0) trouble('no-known-shape');
    }, ms);

  return {
    begin: () => void expect(START_MS),
    made() {
      if (waits || known > 0) return;
      waits = true;
      expect(SILENCE_MS);
    },
    seen(whole) {
      if (!whole) {
        unreadable += 1;
        if (unreadable >= UNREADABLE && unreadable * 2 > known) trouble('structure-unknown');
        return;
      }
      known += 1;
      if (known > 1) return;
      if (troubles.has('no-known-shape')) solved('no-known-shape');
      else if (troubles.size === 0) say({ say: 'well' });
    },
    trouble,
    solved,
    isWell: () => troubles.size === 0,
  };
}
