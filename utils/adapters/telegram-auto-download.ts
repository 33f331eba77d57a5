import type { AutoDownload, TelegramClient } from '@/utils/schema/telegram';

/**
 * What the apps save by themselves, read from what they keep of their settings.
 * What is missing is as a fresh app has it, and that is on.
 */
type Kinds = AutoDownload['photo'];

const KINDS = ['contacts', 'private', 'groups', 'channels'] as const;
const MEDIA = ['photo', 'video', 'file'] as const;

/** Client K: `autoDownload.photo.groups`, and a master switch in `autoDownloadNew`. */
export function autoDownloadInK(settings: unknown): AutoDownload {
  const each = field(settings, 'autoDownload');
  const kinds = (media: (typeof MEDIA)[number]): Kinds =>
    read((kind) => field(field(each, media), kind), true);
  return {
    photo: kinds('photo'),
    video: kinds('video'),
    file: kinds('file'),
    off: field(field(field(settings, 'autoDownloadNew'), 'pFlags'), 'disabled') === true,
  };
}

const PLACES = {
  contacts: 'FromContacts',
  private: 'InPrivateChats',
  groups: 'InGroups',
  channels: 'InChannels',
} as const;
const NAMES = { photo: 'Photo', video: 'Video', file: 'File' } as const;

/** Client A: twelve switches, files off in a fresh app. */
export function autoDownloadInA(state: unknown): AutoDownload {
  const flags = field(field(state, 'settings'), 'byKey');
  const kinds = (media: (typeof MEDIA)[number]): Kinds =>
    read((kind) => field(flags, switchOf(media, kind)), media !== 'file');
  return { photo: kinds('photo'), video: kinds('video'), file: kinds('file'), off: false };
}

/** All of client A's switches, off. */
export function switchesOffInA(): Record<string, false> {
  return Object.fromEntries(
    MEDIA.flatMap((media) => KINDS.map((kind) => [switchOf(media, kind), false as const])),
  );
}

export function savesByItself({ photo, video, file, off }: AutoDownload): boolean {
  return !off && [photo, video, file].some((kinds) => KINDS.some((kind) => kinds[kind]));
}

/** Where the apps keep their settings; `slot`: which of several accounts. */
export function settingsPlace(
  client: TelegramClient,
  slot: string,
): { database: string; store: string; key: string } {
  if (client === 'k') return { database: 'tweb-common', store: 'session', key: 'settings' };
  const key = slot === '1' ? 'tt-global-state' : `tt-global-state_${slot}`;
  return { database: 'tt-data', store: 'store', key };
}

/** Accounts are told apart by `?account=2`; the first has none. */
export function slotOf({ searchParams }: URL): string {
  return /^[2-9]$/.exec(searchParams.get('account') ?? '')?.[0] ?? '1';
}

const switchOf = (media: (typeof MEDIA)[number], kind: (typeof KINDS)[number]) =>
  `canAutoLoad${NAMES[media]}${PLACES[kind]}`;

function read(of: (kind: (typeof KINDS)[number]) => unknown, fresh: boolean): Kinds {
  const one = (kind: (typeof KINDS)[number]) => {
    const value = of(kind);
    return typeof value === 'boolean' ? value : fresh;
  };
  return {
    contacts: one('contacts'),
    private: one('private'),
    groups: one('groups'),
    channels: one('channels'),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
