import type { PeerId } from '@/utils/schema/telegram';
import { oldest, SafeList, SafeMap } from '@/utils/telegram/natives';

/**
 * Which chats a media file was seen in, and in which chats a person has written.
 *
 * A file that is forwarded has several. Most have one, so that is a string and no list. Bounded: what has not
 * been seen for longest is forgotten first; a file whose chats are forgotten counts as one of the chat in front.
 */
export interface Owners {
  /** @returns whether that was new. */
  add(id: string, peer: PeerId): boolean;
  /** Undefined: never seen. */
  of(id: string): string | SafeList<string> | undefined;
  has(id: string, peer: PeerId): boolean;
  /** The files that are known to belong to the peer. */
  idsOf(peer: PeerId): SafeList<string>;
}

const MAX_IDS = 30_000;
const MAX_OWNERS = 32;

export function createOwners(most = MAX_IDS): Owners {
  const byId = new SafeMap<string, string | SafeList<string>>();

  const has: Owners['has'] = (id, peer) => {
    const known = byId.get(id);
    return known !== undefined && (known === peer || (typeof known !== 'string' && holds(known, peer)));
  };
  return {
    add(id, peer) {
      const known = byId.get(id);
      if (known === undefined) {
        if (byId.size >= most) byId.delete(oldest(byId) as string);
        byId.set(id, peer);
        return true;
      }
      if (known === peer) return false;
      if (typeof known === 'string') {
        const both = new SafeList<string>();
        both.push(known, peer);
        byId.set(id, both);
        return true;
      }
      if (holds(known, peer)) return false;
      if (known.length >= MAX_OWNERS) known.shift();
      known.push(peer);
      return true;
    },
    of: (id) => byId.get(id),
    has,
    idsOf(peer) {
      const ids = new SafeList<string>();
      byId.forEach((_, id) => {
        if (id[0] !== '@' && has(id, peer)) ids.push(id);
      });
      return ids;
    },
  };
}

function holds(list: SafeList<string>, peer: string): boolean {
  for (let i = 0; i < list.length; i += 1) if (list[i] === peer) return true;
  return false;
}

/** Persons are owned by the chats in which they write, in the same map. */
export const poster = (peer: PeerId): string => `@${peer}`;
