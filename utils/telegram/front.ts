import type { PeerId, TelegramClient } from '@/utils/schema/telegram';
import type { Facts } from '@/utils/telegram/facts';
import { apply, isObject, run, slice } from '@/utils/telegram/natives';
import { peerOfA, peerOfK } from '@/utils/telegram/peers';
import { getterOf } from '@/utils/telegram/wrap';

/**
 * Which chat is in front, by what the app itself goes by: client K keeps it in `appImManager.chat`, where it is
 * right before the first picture is asked for, while its address follows seconds later; client A writes it to the
 * address, some 50 ms before.
 */
export function createFront(
  win: Window & typeof globalThis,
  client: TelegramClient,
  facts: Facts,
): () => PeerId | null {
  const { location } = win;
  // An own property that no page can change.
  const hash = getterOf(location, 'hash');
  const address = () => slice(apply(hash, location, []) as string, 1);
  if (client === 'a') return () => peerOfA(run(IN_A, address())?.[1]);
  return () => {
    try {
      const manager: unknown = (win as { appImManager?: unknown }).appImManager;
      const chat = isObject(manager) ? manager.chat : null;
      if (isObject(chat)) return peerOfK(chat.peerId);
    } catch {
      // The app's own getter threw; the address is left.
    }
    const written = run(IN_K, address())?.[1];
    if (written === undefined) return null;
    return written[0] === '@' ? facts.named(slice(written, 1)) : peerOfK(written);
  };
}

/** `#-1001987654321`, `#-1001987654321_55`, `#777001_pinned`. */
const IN_A = /^(-?\d+)(?:_|\?|$)/;
/** `#@name?thread=1`, `#-1987654321`, `#/im?p=@name`. */
const IN_K = /^(?:\/im\?p=)?(@\w+|-?\d+)/;

/**
 * Lets client K say when it changes the chat: a visit that is over within a moment asks for nothing, and its end
 * would not be seen. @returns whether K was there to be asked; later it is.
 */
export function followK(win: Window & typeof globalThis, look: () => void): boolean {
  try {
    const { rootScope } = win as { rootScope?: unknown };
    if (!isObject(rootScope) || typeof rootScope.addEventListener !== 'function') return false;
    rootScope.addEventListener('peer_changing', () => look());
    return true;
  } catch {
    // Of another form than we know: what asks for media is looked at all the same.
    return true;
  }
}
