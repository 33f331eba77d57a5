import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';
import { hashKey } from '@/utils/storage/secret';
import { createSessionSlot } from '@/utils/storage/session';

/** Why a chat was held: its family; null where it is on the list and no text of it was judged. */
const Flag = z.object({ family: z.nullable(Family) });
export type Flag = z.infer<typeof Flag>;

const flags = createSessionSlot('chat', Flag);

/**
 * Chats that were warned of, until the browser ends: their media is held at once
 * when they are opened again. Named by a keyed hash, in memory only; what the
 * reader looked at is not for the disk.
 */
export async function flagChat(peer: string, flag: Flag): Promise<void> {
  await flags.write(await nameOf(peer), flag);
}

export async function flagOf(peer: string): Promise<Flag | null> {
  return flags.read(await nameOf(peer));
}

/** More of the chat was read, and it is not what it seemed. */
export async function unflagChat(peer: string): Promise<void> {
  await flags.remove(await nameOf(peer));
}

const nameOf = (peer: string) => hashKey('telegram', peer);
