import { countSaved, removeSaved } from '@/utils/adapters/telegram-caches';
import type { HookDoes, PeerId } from '@/utils/schema/telegram';

/**
 * Whether media of a held chat lies in this browser already, from before it was
 * known. It is counted, and removed when the reader says so: never by itself, for
 * somebody may want to report first.
 */
export interface Saved {
  /** Asks the hook which media is of this chat; once a visit. */
  ask(peer: PeerId): void;
  /** Another visit: what the reader chose to see in the last one is there now. */
  again(): void;
  heard(peer: PeerId, ids: readonly string[]): Promise<void>;
  of(peer: PeerId): SavedMedia;
  remove(peer: PeerId): Promise<void>;
}

export interface SavedMedia {
  /** Files; 0 where none is known of. */
  readonly count: number;
  /** The reader had them removed. */
  readonly removed: boolean;
}

const NONE: SavedMedia = { count: 0, removed: false };

export function createSaved(does: (what: HookDoes) => void, onChange: () => void): Saved {
  const asked = new Set<PeerId>();
  const found = new Map<PeerId, SavedMedia>();
  const names = new Map<PeerId, readonly string[]>();
  return {
    ask(peer) {
      if (asked.has(peer)) return;
      asked.add(peer);
      does({ do: 'media-of', peer });
    },
    again: () => asked.clear(),
    async heard(peer, ids) {
      names.set(peer, ids);
      // Caches that the browser does not let us see hold nothing that we could tell of.
      const count = await countSaved({ peer, ids }).catch(() => 0);
      if (count === 0) return;
      found.set(peer, { count, removed: false });
      onChange();
    },
    of: (peer) => found.get(peer) ?? NONE,
    async remove(peer) {
      const ids = names.get(peer) ?? [];
      await removeSaved({ peer, ids });
      found.set(peer, { count: await countSaved({ peer, ids }), removed: true });
      onChange();
    },
  };
}
