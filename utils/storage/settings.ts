import { browser } from 'wxt/browser';
import { DEFAULT_SETTINGS, Settings } from '@/utils/schema/settings';
import { StorageError } from '@/utils/storage/error';

const KEY = 'settings';

/**
 * The reader's settings. A field that cannot be read takes its default and the
 * others stand: one bad value must not undo a pause or a language.
 */
export async function readSettings(): Promise<Settings> {
  let stored: Record<string, unknown>;
  try {
    stored = await browser.storage.local.get(KEY);
  } catch (cause) {
    throw new StorageError('unavailable', cause);
  }
  const raw = stored[KEY];
  if (typeof raw !== 'object' || raw === null) return DEFAULT_SETTINGS;
  const whole = Settings.safeParse({ ...DEFAULT_SETTINGS, ...raw });
  if (whole.success) return whole.data;
  let settings: Settings = DEFAULT_SETTINGS;
  for (const [name, value] of Object.entries(raw)) {
    const tried = Settings.safeParse({ ...settings, [name]: value });
    if (tried.success) settings = tried.data;
  }
  return settings;
}

export async function writeSettings(settings: Settings): Promise<void> {
  try {
    await browser.storage.local.set({ [KEY]: settings });
  } catch (cause) {
    throw new StorageError('unavailable', cause);
  }
}
