import { browser } from 'wxt/browser';

const KEY = 'secret';
const SECRET_BYTES = 32;
/** 132 bits: no two mails of one profile meet. */
const HASH_CHARS = 22;

let loaded: Promise<CryptoKey> | undefined;

/**
 * Name of a mail in the journal: HMAC-SHA-256 of where it is and its key, under
 * a secret of this profile. Somebody who copies the journal learns neither the
 * mailbox nor the mail's id from it.
 */
export async function hashKey(...parts: readonly string[]): Promise<string> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  // Lengths in front: ("a", "bc") and ("ab", "c") are different names.
  const text = parts.map((part) => `${part.length}:${part}`).join('');
  const mac = await crypto.subtle.sign('HMAC', await loaded, new TextEncoder().encode(text));
  return toBase64(new Uint8Array(mac)).slice(0, HASH_CHARS);
}

async function load(): Promise<CryptoKey> {
  const stored = (await browser.storage.local.get(KEY))[KEY];
  let bytes = fromBase64(stored);
  if (!bytes) {
    bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
    await browser.storage.local.set({ [KEY]: toBase64(bytes) });
  }
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(stored: unknown): Uint8Array<ArrayBuffer> | null {
  if (typeof stored !== 'string') return null;
  try {
    const bytes = Uint8Array.from(atob(stored), (char) => char.charCodeAt(0));
    return bytes.length === SECRET_BYTES ? bytes : null;
  } catch {
    return null;
  }
}
