/**
 * What client K leaves in its page for everybody to see: `rootScope`, `apiManagerProxy`, `appImManager`,
 * `useAppSettings`; and its way to the worker.
 */
import type { Build } from '@/tests/sites/telegram/build';
import type { KMessage } from '@/tests/sites/telegram/k/shapes';
import { type Endpoint, type Port, superPort } from '@/tests/sites/telegram/k/wire';
import { getValue, openStore } from '@/tests/sites/telegram/store';

export type ByKind = Record<'contacts' | 'private' | 'groups' | 'channels', boolean>;

export interface AppSettings {
  autoDownload: Record<'photo' | 'video' | 'file', ByKind>;
  autoDownloadNew: {
    pFlags: { disabled?: true };
    photo_size_max: number;
    video_size_max: number;
    file_size_max: number;
  };
}

export interface KPeer {
  readonly _: 'user' | 'chat' | 'channel';
  readonly title?: string;
  readonly first_name?: string;
  readonly pFlags: Record<string, true | undefined>;
  readonly photo: { readonly photo_id: string };
  readonly participants_count?: number;
}

type Listener = (...args: never[]) => void;
type Managers = Record<string, Record<string, (...args: unknown[]) => Promise<never>>>;

const allKinds = (): ByKind => ({ contacts: true, private: true, groups: true, channels: true });

export const DEFAULTS: AppSettings = {
  autoDownload: { photo: allKinds(), video: allKinds(), file: allKinds() },
  autoDownloadNew: {
    pFlags: {},
    photo_size_max: 1_048_576,
    video_size_max: 15_728_640,
    file_size_max: 3_145_728,
  },
};

const WORKER = '/k/index.worker-replica.js';

export const mirrors = {
  messages: {} as Record<string, Record<number, KMessage>>,
  peers: {} as Record<string, KPeer>,
  state: {} as { settings?: AppSettings },
};

const listeners = new Map<string, Set<Listener>>();
export const rootScope = {
  managers: {} as Managers,
  addEventListener(name: string, listener: Listener) {
    const known = listeners.get(name) ?? new Set();
    listeners.set(name, known.add(listener));
  },
  dispatchEvent(name: string, ...args: unknown[]) {
    for (const listener of listeners.get(name) ?? []) listener(...(args as never[]));
  },
};

let settings: AppSettings = DEFAULTS;

/** As Solid's stores: a value, and a setter that takes a path. */
export function useAppSettings(): [AppSettings, (key: keyof AppSettings, value: unknown) => void] {
  return [
    settings,
    (key, value) => {
      settings = { ...settings, [key]: value };
      void rootScope.managers.appStateManager?.setByKey?.(`settings\u0001${key}`, value);
      rootScope.dispatchEvent('settings_updated', { path: ['settings', key], value });
    },
  ];
}

function takeMirror({ name, key, value }: { name: string; key: string; value: never }): void {
  if (name === 'peers') mirrors.peers[key] = value;
  if (name !== 'messages') return;
  const [history = '', mid = ''] = key.split('\u0001');
  const known = mirrors.messages[history] ?? {};
  mirrors.messages[history] = known;
  known[Number(mid)] = value;
}

/** K puts its own wrapper in the place of the constructor for a moment, and calls it by that name. */
function startWorker(shared: boolean): Endpoint {
  const scope = globalThis as unknown as Record<string, unknown>;
  const name = shared ? 'SharedWorker' : 'Worker';
  const Before = scope[name] as new (url: string, options: object) => SharedWorker & Worker;
  scope[name] = function wrapped(url: string, options: object) {
    return new Before(url, options);
  };
  try {
    const Now = scope[name] as typeof Before;
    const made = new Now(WORKER, { type: 'module', name: 'worker' });
    return shared ? made.port : made;
  } finally {
    scope[name] = Before;
  }
}

/** @returns the way to the worker, and the bare channel below it. */
export async function joinWorker(build: Build): Promise<[port: Port, channel: Endpoint]> {
  const db = await openStore('tweb-common', 8, ['session', 'localStorage']);
  settings = { ...DEFAULTS, ...(await getValue<AppSettings>(db, 'session', 'settings')) };
  mirrors.state.settings = settings;
  const shared = !new URLSearchParams(location.search).has('noSharedWorker') && 'SharedWorker' in globalThis;
  const channel = startWorker(shared);
  const port = superPort(channel, build, {
    mirror: takeMirror,
    event: ({ name, args }: { name: string; args: unknown[] }) => {
      const [first] = args as [{ path?: string[]; value?: unknown }];
      if (name === 'settings_updated' && first.path?.[1])
        settings = { ...settings, [first.path[1]]: first.value };
      rootScope.dispatchEvent(name, ...args);
    },
    probe: (seen: unknown) => rootScope.dispatchEvent('probe', seen),
  });
  const manager = (name: string) =>
    new Proxy(
      {},
      {
        get:
          (_target, method) =>
          (...args: unknown[]) =>
            port.invoke('manager', { name, method, args, accountNumber: 1 }, { ack: build.extra }),
      },
    );
  rootScope.managers = new Proxy({} as Managers, {
    get: (_target, name) => manager(String(name)) as Managers[string],
  });
  return [port, channel];
}

/** The service worker gets its own way to the worker; it asks again when it was ended meanwhile. */
export async function joinService(port: Port): Promise<void> {
  const container = navigator.serviceWorker;
  const introduce = () => {
    const { port1, port2 } = new MessageChannel();
    port.tell('serviceWorkerPort', undefined, [port2]);
    container.controller?.postMessage({ type: 'port' }, [port1]);
  };
  container.addEventListener('message', ({ data }) => {
    if (data?.type === 'port') introduce();
  });
  await container.register('/k/sw-replica.js', { scope: '/k/' });
  await container.ready;
  if (!container.controller)
    await new Promise<void>((done) =>
      container.addEventListener('controllerchange', () => done(), { once: true }),
    );
  introduce();
}
