import type { PeerId } from '@/utils/schema/telegram';
import type { Facts } from '@/utils/telegram/facts';
import type { Owners } from '@/utils/telegram/owners';

/** What can be noted of an object that came from the worker. */
export interface Notes {
  readonly facts: Facts;
  /** The file belongs to the peer. */
  owns(peer: PeerId, id: unknown): void;
  /** A person wrote in the chat. */
  wrote(person: PeerId, chat: PeerId): void;
  readonly owners: Owners;
}

/** Where an object stands: in what belongs to which peer. Null: in nobody's. */
export interface Place {
  readonly peer: PeerId | null;
}

export const NOWHERE: Place = { peer: null };
