import type { PeerId, Post } from '@/utils/schema/telegram';
import { isArray, isObject, run, StringOf, startsWith } from '@/utils/telegram/natives';
import type { Notes, Place } from '@/utils/telegram/notes';
import { peerOfA } from '@/utils/telegram/peers';

/** An id of a file, of a preview of a web page, or of a thing that hurts nobody when it is taken for one. */
const FILE_ID = /^-?\d{5,24}$/;
/** Parts of a message that are no files of it. */
const isFile = (object: Record<string, unknown>): boolean =>
  typeof object.id === 'string' && run(FILE_ID, object.id) !== null;

/**
 * Looks at an object of client A: `{ chatId, id, content }` is a message (or a story, by `peerId`),
 * `{ id, type: 'chatType…' }` a chat. `content` is read as a whole: everything with an id in it counts as a file.
 */
export function lookA(object: Record<string, unknown>, place: Place, notes: Notes): Place | undefined {
  const { chatId, peerId, content } = object;
  if (isObject(content)) {
    const peer = peerOfA(chatId);
    if (peer !== null) return message(object, content, peer, notes);
    const poster = peerOfA(peerId);
    // Stories are numbered by themselves.
    if (poster !== null) return message({ ...object, id: `s${StringOf(object.id)}` }, content, poster, notes);
  }
  if (typeof chatId === 'string' && isObject(object.message) && isObject(object.message.content)) {
    // An update: the message itself may leave out what did not change.
    const peer = peerOfA(chatId);
    if (peer !== null) {
      message({ id: object.id, ...object.message }, object.message.content, peer, notes);
      return { peer };
    }
  }
  const { type, id } = object;
  if (typeof id === 'string' && typeof type === 'string') {
    if (startsWith(type, 'chatType')) chat(object, id, type, notes);
    else if (startsWith(type, 'userType')) person(object, id, notes);
  }
  if (isObject(object.fullInfo)) full(object, object.fullInfo, notes);
  return inside(object, place, notes);
}

function inside(object: Record<string, unknown>, place: Place, notes: Notes): Place {
  if (!isFile(object)) return place;
  const { id, mediaType } = object;
  if (place.peer !== null) {
    notes.owns(place.peer, id);
    return place;
  }
  if (mediaType !== 'webpage' && typeof object.displayUrl !== 'string') return place;
  // A preview comes by itself, after the message that shows it; what it holds belongs where that stands.
  const shown = notes.owners.of(id as string);
  if (typeof shown === 'string') return { peer: shown };
  if (shown === undefined) return place;
  for (let i = 1; i < shown.length; i += 1) pictures(object, shown[i] as PeerId, notes);
  return { peer: shown[0] as PeerId };
}

/** Of a preview that stands in several chats. */
function pictures(
  { photo, document, video, audio }: Record<string, unknown>,
  peer: PeerId,
  notes: Notes,
): void {
  if (isObject(photo)) notes.owns(peer, photo.id);
  if (isObject(document)) notes.owns(peer, document.id);
  if (isObject(video)) notes.owns(peer, video.id);
  if (isObject(audio)) notes.owns(peer, audio.id);
}

function message(
  { id, senderId, forwardInfo }: Record<string, unknown>,
  content: Record<string, unknown>,
  peer: PeerId,
  notes: Notes,
): Place {
  const { text } = content;
  const words = isObject(text) ? text.text : text;
  const from = isObject(forwardInfo) ? peerOfA(forwardInfo.fromChatId ?? forwardInfo.fromId) : null;
  const post: Post = {
    id: `${typeof id === 'number' || typeof id === 'string' ? id : ''}`,
    text: typeof words === 'string' ? words : '',
    ...(from === null ? {} : { forwardedFrom: from }),
  };
  notes.facts.post(peer, post.id === '' ? null : post);
  const sender = peerOfA(senderId);
  if (sender !== null) notes.wrote(sender, peer);
  return { peer };
}

function chat(object: Record<string, unknown>, id: string, type: string, notes: Notes): void {
  const peer = peerOfA(id);
  if (peer === null) return;
  const { title, membersCount, avatarPhotoId } = object;
  if (type !== 'chatTypePrivate')
    notes.facts.know(peer, {
      kind: type === 'chatTypeChannel' ? 'channel' : 'group',
      title: typeof title === 'string' ? title : null,
      username: username(object),
      about: null,
      members: typeof membersCount === 'number' ? membersCount : null,
    });
  notes.owns(peer, avatarPhotoId);
}

function person(object: Record<string, unknown>, id: string, notes: Notes): void {
  const peer = peerOfA(id);
  if (peer === null) return;
  const { firstName, lastName, avatarPhotoId } = object;
  const first = typeof firstName === 'string' ? firstName : '';
  const title = typeof lastName === 'string' ? `${first} ${lastName}` : first;
  notes.facts.know(peer, { kind: 'private', title, username: username(object), about: null, members: null });
  notes.owns(peer, avatarPhotoId);
}

function username({ usernames }: Record<string, unknown>): string | null {
  if (!isArray(usernames)) return null;
  const first: unknown = usernames[0];
  return isObject(first) && typeof first.username === 'string' ? first.username : null;
}

/** `{ id, fullInfo }`, or `{ fullInfo, chats: [chat] }`: what is written on the page of a chat or a person. */
function full(object: Record<string, unknown>, info: Record<string, unknown>, notes: Notes): void {
  const { chats } = object;
  const only: unknown = isArray(chats) ? chats[0] : null;
  const peer = peerOfA(object.id) ?? (isObject(only) ? peerOfA(only.id) : null);
  const about = typeof info.about === 'string' ? info.about : info.bio;
  if (peer === null) return;
  if (typeof about === 'string')
    notes.facts.know(peer, { kind: null, title: null, username: null, about, members: null });
  const { profilePhoto, personalPhoto, fallbackPhoto } = info;
  if (isObject(profilePhoto)) notes.owns(peer, profilePhoto.id);
  if (isObject(personalPhoto)) notes.owns(peer, personalPhoto.id);
  if (isObject(fallbackPhoto)) notes.owns(peer, fallbackPhoto.id);
}
