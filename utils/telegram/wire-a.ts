import type { PeerId } from '@/utils/schema/telegram';
import { isArray, isObject, lastIndexOf, run, slice } from '@/utils/telegram/natives';
import { peerOfA } from '@/utils/telegram/peers';
import { ABOUT_A_PEER, KNOWN, type Part } from '@/utils/telegram/wanted';

/**
 * What client A writes to its worker: `{ payloads: [part…] }`, in older builds one part unwrapped; and what a
 * second tab writes to the first over a BroadcastChannel (`callApi`). One method asks for every byte of media.
 */

/** `photo123?size=x`, `avatar-100123?456`, `…/progressive/document123`. */
const ADDRESS = /^(videoAvatar|avatar|profile|photo|document|stickerSet|sticker|wallpaper)(-?\d+)/;
/** Fetched by Telegram's servers from elsewhere: named by an address, owned by whom is in front. */
const ELSEWHERE = /^(webDocument|staticMap)/;
const PROGRESSIVE = '/progressive/';

export function readA(part: unknown): Part {
  if (!isObject(part)) return null;
  const { type, messageId } = part;
  if (type === 'callMethod' || type === 'callApi') return call(part);
  if (type === 'cancelProgress') return { what: 'cancels', task: taskOf(messageId), file: '' };
  return type === 'initApi' || type === 'ping' ? KNOWN : null;
}

function call({ name, messageId, args }: Record<string, unknown>): Part {
  if (typeof name !== 'string' || !isArray(args)) return null;
  const first: unknown = args[0];
  const task = taskOf(messageId);
  if (name !== 'downloadMedia') {
    const peer = isObject(first) && run(ABOUT_A_PEER, name) !== null ? subject(first) : null;
    return peer === null ? KNOWN : { what: 'asks', task, peer };
  }
  const url = isObject(first) && typeof first.url === 'string' ? first.url : '';
  const { id, peer } = mediaOfA(url);
  return { what: 'wants', wanted: { id, peer, task, file: url, saves: '' } };
}

const taskOf = (id: unknown): string => (typeof id === 'string' || typeof id === 'number' ? `${id}` : '');

function subject(first: Record<string, unknown>): PeerId | null {
  const { chat, peer, user, id } = first;
  const of = isObject(peer) ? peer.id : isObject(chat) ? chat.id : isObject(user) ? user.id : id;
  return peerOfA(of);
}

/** The media that an address of client A names. */
export function mediaOfA(url: string): { readonly id: string | null; readonly peer: PeerId | null } {
  const at = lastIndexOf(url, PROGRESSIVE);
  const address = at < 0 ? url : slice(url, at + PROGRESSIVE.length);
  const found = run(ADDRESS, address);
  const number = found?.[2];
  if (found === null || number === undefined)
    return { id: run(ELSEWHERE, address) === null ? null : address, peer: null };
  const kind = found[1];
  const ofPeer = kind === 'avatar' || kind === 'profile' || kind === 'videoAvatar';
  return ofPeer ? { id: null, peer: peerOfA(number) } : { id: number, peer: null };
}
