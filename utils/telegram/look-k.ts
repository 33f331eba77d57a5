import type { PeerId, Post } from '@/utils/schema/telegram';
import { isArray, isObject } from '@/utils/telegram/natives';
import type { Notes, Place } from '@/utils/telegram/notes';
import { peerOfK } from '@/utils/telegram/peers';

/** Numbers of messages in channels are shifted by this. */
const SHIFT = 2 ** 32;

/**
 * Looks at an object of client K: all that we want says in `_` what it is. Media inside of a message belongs to
 * its peer; the picture of a chat to the chat.
 */
export function lookK(object: Record<string, unknown>, place: Place, notes: Notes): Place | undefined {
  switch (object._) {
    case 'message':
    case 'messageService':
      return message(object, place, notes);
    case 'photo':
    case 'document':
      if (place.peer !== null) notes.owns(place.peer, object.id);
      return place;
    case 'channel':
    case 'channelForbidden':
    case 'chat':
    case 'chatForbidden':
      return chat(object, place, notes);
    case 'user':
      return person(object, place, notes);
    case 'channelFull':
    case 'chatFull':
      return full(object, negative(object.id), place, notes);
    case 'userFull':
      return full(object, peerOfK(object.id), place, notes);
    case 'peerStories':
      return isObject(object.peer) ? { peer: peerOf(object.peer) ?? place.peer } : place;
    default:
      return place;
  }
}

function negative(id: unknown): PeerId | null {
  const peer = peerOfK(id);
  return peer === null ? null : peer[0] === '-' ? peer : `-${peer}`;
}

function peerOf({ channel_id, chat_id, user_id }: Record<string, unknown>): PeerId | null {
  return user_id === undefined ? negative(channel_id ?? chat_id) : peerOfK(user_id);
}

function message(object: Record<string, unknown>, place: Place, notes: Notes): Place {
  const { peerId, peer_id, mid, id, fromId, fwd_from, fwdFromId } = object;
  const peer = peerOfK(peerId) ?? (isObject(peer_id) ? peerOf(peer_id) : null) ?? place.peer;
  if (peer === null) return place;
  const number = typeof mid === 'number' ? mid % SHIFT : id;
  const from =
    peerOfK(fwdFromId) ??
    (isObject(fwd_from) && isObject(fwd_from.from_id) ? peerOf(fwd_from.from_id) : null);
  const post: Post = {
    id: `${typeof number === 'number' || typeof number === 'string' ? number : ''}`,
    text: typeof object.message === 'string' ? object.message : '',
    ...(from === null ? {} : { forwardedFrom: from }),
  };
  notes.facts.post(peer, post.id === '' ? null : post);
  const sender = peerOfK(fromId);
  if (sender !== null) notes.wrote(sender, peer);
  return { peer };
}

function chat(object: Record<string, unknown>, place: Place, notes: Notes): Place {
  const peer = negative(object.id);
  if (peer === null) return place;
  const { title, participants_count, pFlags, photo } = object;
  const broadcast = object._ === 'channel' && isObject(pFlags) && pFlags.broadcast === true;
  notes.facts.know(peer, {
    kind: broadcast ? 'channel' : 'group',
    title: typeof title === 'string' ? title : null,
    username: username(object),
    about: null,
    members: typeof participants_count === 'number' ? participants_count : null,
  });
  if (isObject(photo)) notes.owns(peer, photo.photo_id);
  return { peer };
}

function person(object: Record<string, unknown>, place: Place, notes: Notes): Place {
  const peer = peerOfK(object.id);
  if (peer === null) return place;
  const { first_name, last_name, photo } = object;
  const first = typeof first_name === 'string' ? first_name : '';
  const title = typeof last_name === 'string' ? `${first} ${last_name}` : first;
  notes.facts.know(peer, { kind: 'private', title, username: username(object), about: null, members: null });
  if (isObject(photo)) notes.owns(peer, photo.photo_id);
  return { peer };
}

function username({ username: single, usernames }: Record<string, unknown>): string | null {
  if (typeof single === 'string') return single;
  const first: unknown = isArray(usernames) ? usernames[0] : null;
  return isObject(first) && typeof first.username === 'string' ? first.username : null;
}

function full(object: Record<string, unknown>, peer: PeerId | null, place: Place, notes: Notes): Place {
  if (peer === null) return place;
  const { about, participants_count } = object;
  notes.facts.know(peer, {
    kind: null,
    title: null,
    username: null,
    about: typeof about === 'string' ? about : null,
    members: typeof participants_count === 'number' ? participants_count : null,
  });
  return { peer };
}
