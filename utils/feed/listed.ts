import type { ListedChannels } from '@/utils/schema/list';

/** Peers of one day's looking around; a hash costs tens of milliseconds, a name in memory nothing. */
const MAX_REMEMBERED = 2_000;
const HASH_BITS = 64;

export interface Listed {
  /** Works out the slow hash of a peer once, off this thread. */
  has(peer: string): Promise<boolean>;
}

/** Looks peers up in a list that can be asked and not read. */
export function createListed(channels: ListedChannels | undefined): Listed {
  const hashes = new Set(channels?.hashes);
  const known = new Map<string, Promise<boolean>>();
  return {
    async has(peer) {
      // Only channels and groups are listed; people never are.
      if (!channels || hashes.size === 0 || !peer.startsWith('-')) return false;
      let answer = known.get(peer);
      if (!answer) {
        answer = slowHash(peer, channels).then((hash) => hashes.has(hash));
        answer.catch(() => known.delete(peer));
        known.set(peer, answer);
        const [oldest] = known.keys();
        if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
      }
      return answer;
    },
  };
}

/** What stands in the list for a peer: 8 bytes, hex. */
export async function slowHash(
  peer: string,
  { salt, rounds }: Pick<ListedChannels, 'salt' | 'rounds'>,
): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(peer), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: fromHex(salt), iterations: rounds },
    key,
    HASH_BITS,
  );
  return [...new Uint8Array(bits)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
