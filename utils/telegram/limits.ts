import type { PeerId } from '@/utils/schema/telegram';
import { defineProperty, getOwnPropertyDescriptor, isObject, SafeWeakSet } from '@/utils/telegram/natives';
import { peerOfK } from '@/utils/telegram/peers';

/**
 * The second rung for client K: where its requests can not be held, its own switch for the chat in front says "no"
 * while the chat is shut, so that it shows download buttons instead of loading. Voices, stickers and avatars do
 * not ask it, which is why it is only the second; and it is not used beside the first, because what is not asked
 * for does not come by itself either when the reader shows the chat.
 */
export function shutLimits(win: Window & typeof globalThis, isShut: (peer: PeerId) => boolean): () => void {
  const done = new SafeWeakSet<object>();
  return () => {
    try {
      const manager: unknown = (win as { appImManager?: unknown }).appImManager;
      const chat = isObject(manager) ? manager.chat : null;
      if (!isObject(chat) || done.has(chat)) return;
      const before = getOwnPropertyDescriptor(chat, 'autoDownload');
      if (before?.configurable === false) return;
      done.add(chat);
      let value: unknown = chat.autoDownload;
      defineProperty(chat, 'autoDownload', {
        configurable: true,
        enumerable: true,
        get() {
          const peer = peerOfK(chat.peerId);
          return peer !== null && isShut(peer) ? { photo: 0, video: 0, file: 0 } : value;
        },
        set(next: unknown) {
          value = next;
        },
      });
    } catch {
      // A chat of another form than we know keeps its own limits.
    }
  };
}
