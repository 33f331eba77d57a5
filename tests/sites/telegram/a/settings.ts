/** Client A's settings: in the global state, which it keeps whole in IndexedDB. */
import { getValue, openStore, putValue } from '@/tests/sites/telegram/store';

type Auto =
  `canAutoLoad${'Photo' | 'Video' | 'File'}${'FromContacts' | 'InPrivateChats' | 'InGroups' | 'InChannels'}`;

export interface GlobalState {
  settings: { byKey: Partial<Record<Auto, boolean>> & { autoLoadFileMaxSizeMb: number } };
  chats: { byId: Record<string, object> };
}

const WHERE = ['FromContacts', 'InPrivateChats', 'InGroups', 'InChannels'] as const;
const SAVE_MS = 300;

function defaults(): GlobalState {
  const flags: Partial<Record<Auto, boolean>> = {};
  for (const where of WHERE) {
    flags[`canAutoLoadPhoto${where}`] = true;
    flags[`canAutoLoadVideo${where}`] = true;
    flags[`canAutoLoadFile${where}`] = false;
  }
  return { settings: { byKey: { ...flags, autoLoadFileMaxSizeMb: 10 } }, chats: { byId: {} } };
}

function merge<T extends object>(into: T, diff: object): T {
  const made = { ...into } as Record<string, unknown>;
  for (const [key, value] of Object.entries(diff)) {
    const before = made[key];
    const both = typeof value === 'object' && value !== null && typeof before === 'object' && before !== null;
    made[key] = both ? merge(before as object, value as object) : value;
  }
  return made as T;
}

export interface Settings {
  state(): GlobalState;
  apply(diff: object): void;
  canLoad(what: 'Photo' | 'Video' | 'File', type: string): boolean;
}

export async function openSettings(slot: string): Promise<Settings> {
  const db = await openStore('tt-data', 1, ['store']);
  const key = slot === '1' ? 'tt-global-state' : `tt-global-state_${slot}`;
  let state = merge(defaults(), (await getValue<GlobalState>(db, 'store', key)) ?? {});
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    void putValue(db, 'store', key, state);
  };
  addEventListener('beforeunload', save);
  addEventListener('blur', save);
  return {
    state: () => state,
    apply(diff) {
      state = merge(state, diff);
      timer ??= setTimeout(save, SAVE_MS);
    },
    canLoad(what, type) {
      const where =
        type === 'chatTypePrivate' ? 'FromContacts' : type === 'chatTypeChannel' ? 'InChannels' : 'InGroups';
      return state.settings.byKey[`canAutoLoad${what}${where}`] === true;
    },
  };
}
