import type { AutoDownload } from '@/utils/schema/telegram';
import { isArray, isObject, run } from '@/utils/telegram/natives';

/**
 * What client K saves by itself: read from, and switched off through, what it leaves in its page for everybody
 * (`useAppSettings`). Where that is gone the same is asked of its worker, by the one task that the setter would
 * send. Client A needs no code in the page for it: entrypoints/telegram.content reads and writes it.
 */
export interface Settings {
  /** Null: the app does not let us look. */
  read(): AutoDownload | null;
  off(): void;
}

type Post = (task: unknown) => void;

/** `worker` sends a task to the app's worker; null while there is none. */
export function createSettings(win: Window & typeof globalThis, worker: () => Post | null): Settings {
  const both = (): { readonly now: Record<string, unknown>; readonly set: unknown } | null => {
    const { useAppSettings } = win as { useAppSettings?: unknown };
    if (typeof useAppSettings !== 'function') return null;
    const pair: unknown = useAppSettings();
    if (!isArray(pair)) return null;
    const now: unknown = pair[0];
    return isObject(now) ? { now, set: pair[1] } : null;
  };

  return {
    read() {
      try {
        const found = both();
        return found === null ? null : stateOf(found.now);
      } catch {
        return null;
      }
    },
    off() {
      try {
        const found = both();
        const before = found?.now.autoDownloadNew;
        if (found !== null && typeof found.set === 'function' && isObject(before)) {
          const flags = isObject(before.pFlags) ? before.pFlags : {};
          found.set('autoDownloadNew', { ...before, pFlags: { ...flags, disabled: true } });
          return;
        }
      } catch {
        // The app's own setter threw; its worker is left.
      }
      worker()?.(task(win.location.search));
    },
  };
}

/** Ids of the app's own tasks count up from 1; the answer to one that nobody has asked is dropped. */
const OWN_TASK = 2 ** 40;

/** `settings` and `autoDownloadNew`, joined as K joins paths; the sizes are its own defaults. */
function task(search: string): unknown {
  const account = run(/[?&]account=([2-4])/, search)?.[1];
  const off = {
    _: 'autoDownloadSettings',
    pFlags: { disabled: true },
    photo_size_max: 1_048_576,
    video_size_max: 15_728_640,
    file_size_max: 3_145_728,
  };
  const payload = {
    name: 'appStateManager',
    method: 'setByKey',
    args: ['settings\u0001autoDownloadNew', off],
    accountNumber: account === undefined ? 1 : +account,
  };
  return { type: 'invoke', id: OWN_TASK, payload: { type: 'manager', payload, void: true } };
}

function stateOf({ autoDownload, autoDownloadNew }: Record<string, unknown>): AutoDownload | null {
  if (!isObject(autoDownload)) return null;
  const photo = kindsOf(autoDownload.photo);
  const video = kindsOf(autoDownload.video);
  const file = kindsOf(autoDownload.file);
  if (photo === null || video === null || file === null) return null;
  const flags = isObject(autoDownloadNew) ? autoDownloadNew.pFlags : null;
  return { photo, video, file, off: isObject(flags) && flags.disabled === true };
}

function kindsOf(kinds: unknown): AutoDownload['photo'] | null {
  if (!isObject(kinds)) return null;
  const { contacts, private: strangers, groups, channels } = kinds;
  return {
    contacts: contacts === true,
    private: strangers === true,
    groups: groups === true,
    channels: channels === true,
  };
}

export function isSame(one: AutoDownload | null, other: AutoDownload | null): boolean {
  return one === other || (one !== null && other !== null && written(one) === written(other));
}

const written = ({ photo, video, file, off }: AutoDownload): string =>
  `${off}${writtenKinds(photo)}${writtenKinds(video)}${writtenKinds(file)}`;
const writtenKinds = (kinds: AutoDownload['photo']): string =>
  `${kinds.contacts}${kinds.private}${kinds.groups}${kinds.channels}`;
