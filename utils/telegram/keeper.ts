import type { PeerId } from '@/utils/schema/telegram';
import type { Facts } from '@/utils/telegram/facts';
import { type SafeList, startsWith } from '@/utils/telegram/natives';
import { type Owners, poster } from '@/utils/telegram/owners';
import type { Standings } from '@/utils/telegram/standing';
import type { Wanted } from '@/utils/telegram/wanted';

/**
 * For which chat a request is kept, if for any.
 *
 * - A file belongs to the chats in which it was seen. Where the chat in front is one of them, it decides: its
 *   reader looks at it there. Elsewhere (a list, a search, a preview) any flagged one keeps it.
 * - What nobody has seen belongs to the chat in front, and stays with it when the reader goes elsewhere.
 * - A picture of a peer is that peer's. Of a person it is also that of the chats in which they write, unless the
 *   reader has a chat with them and looks at another one than those.
 */
export type Keeper = (wanted: Wanted, foreign: boolean, guess: PeerId | null) => PeerId | null;

export interface KeeperParts {
  readonly standings: Standings;
  readonly facts: Facts;
  readonly owners: Owners;
  readonly front: () => PeerId | null;
}

export function createKeeper({ standings, facts, owners, front }: KeeperParts): Keeper {
  const blocks = (peer: PeerId, foreign: boolean) => (standings.blocks(peer, foreign) ? peer : null);

  const firstOf = (chats: string | SafeList<string>, foreign: boolean): PeerId | null => {
    if (typeof chats === 'string') return blocks(chats, foreign);
    for (let i = 0; i < chats.length; i += 1) {
      const peer = chats[i];
      if (peer !== undefined && standings.blocks(peer, foreign)) return peer;
    }
    return null;
  };

  const ofPicture = (peer: PeerId, facing: PeerId | null, foreign: boolean): PeerId | null => {
    // A person of whom nobody has asked is no chat to be judged; channels and groups are.
    const isChat = startsWith(peer, '-') || standings.isKnown(peer);
    if (isChat && standings.blocks(peer, foreign)) return peer;
    const wrote = owners.of(poster(peer));
    if (wrote === undefined || facing === peer) return null;
    if (facing !== null && owners.has(poster(peer), facing)) return blocks(facing, foreign);
    return facts.isChat(peer) ? null : firstOf(wrote, foreign);
  };

  return ({ id, peer }, foreign, guess) => {
    // What another tab asks for has nothing to do with the chat in front of this one.
    const facing = foreign ? null : front();
    if (peer !== null) return ofPicture(peer, facing, foreign);
    const chats = id === null ? undefined : owners.of(id);
    if (chats === undefined || id === null) {
      const single = guess ?? facing;
      return single === null ? null : blocks(single, foreign);
    }
    if (facing !== null && owners.has(id, facing)) return blocks(facing, foreign);
    return firstOf(chats, foreign);
  };
}
