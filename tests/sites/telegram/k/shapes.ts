/** Objects of client K as they cross its port, made from the cloud's. */
import type { CloudChat, CloudMessage, Media } from '@/tests/sites/telegram/world';

export interface KPhoto {
  readonly _: 'photo';
  readonly id: string;
  readonly dc_id: number;
  readonly sizes: readonly object[];
}

export interface KDocument {
  readonly _: 'document';
  readonly id: string;
  readonly dc_id: number;
  readonly mime_type: string;
  readonly size: number;
  readonly file_name: string;
  readonly type: string;
  readonly thumbs: readonly object[];
}

export type KFile = KPhoto | KDocument;

export interface KMessage {
  readonly _: 'message';
  readonly id: number;
  readonly mid: number;
  readonly peerId: number;
  readonly date: number;
  readonly message: string;
  readonly fromId?: number;
  readonly media?: object;
  readonly grouped_id?: string;
  readonly fwd_from?: object;
  readonly reply_to?: { readonly reply_to_mid: number };
}

const SUPER = 2 ** 32;

/** Messages of channels and new groups are numbered from 2^32 on. */
export function midOf({ kind, isSuper }: CloudChat, id: number): number {
  return kind === 'channel' || isSuper ? SUPER + id : id;
}

export function photoOf({ id }: Media): KPhoto {
  const size = (type: string, side: number) => ({ _: 'photoSize', type, w: side, h: side, size: side * 100 });
  return { _: 'photo', id, dc_id: 2, sizes: [size('m', 90), size('x', 320), size('y', 640)] };
}

const TYPES: Partial<Record<Media['kind'], string>> = {
  video: 'video',
  gif: 'gif',
  voice: 'voice',
  sticker: 'sticker',
};

export function documentOf({ id, kind, mime, size, name }: Media): KDocument {
  const thumbs = kind === 'voice' ? [] : [{ _: 'photoSize', type: 'm', w: 90, h: 90, size: 6_000 }];
  return {
    _: 'document',
    id,
    dc_id: 2,
    mime_type: mime,
    size,
    file_name: name ?? '',
    type: TYPES[kind] ?? '',
    thumbs,
  };
}

function mediaOf(media: Media, link: string | undefined): object {
  if (media.kind === 'photo') return { _: 'messageMediaPhoto', pFlags: {}, photo: photoOf(media) };
  if (media.kind === 'preview')
    return {
      _: 'messageMediaWebPage',
      webpage: { _: 'webPage', id: `9${media.id}`, url: link, title: link, photo: photoOf(media) },
    };
  return { _: 'messageMediaDocument', pFlags: {}, document: documentOf(media) };
}

/** An album is as many messages as it has pictures; the text stands in the last. */
export function messagesOf(chat: CloudChat, message: CloudMessage): KMessage[] {
  const { media, link, forwardedFrom, replyTo, from } = message;
  const base = (part: number): KMessage => ({
    _: 'message',
    id: message.id + part,
    mid: midOf(chat, message.id + part),
    peerId: Number(chat.peer),
    date: message.date,
    message: message.text,
    ...(from === undefined ? {} : { fromId: Number(from) }),
    ...(forwardedFrom === undefined
      ? {}
      : {
          fwd_from: {
            _: 'messageFwdHeader',
            from_id: { _: 'peerChannel', channel_id: -Number(forwardedFrom) },
          },
        }),
    ...(replyTo === undefined ? {} : { reply_to: { reply_to_mid: midOf(chat, replyTo) } }),
  });
  const [first, ...others] = media;
  if (!first) return [base(0)];
  if (others.length === 0) return [{ ...base(0), media: mediaOf(first, link) }];
  return media.map((each, index) => ({
    ...base(index),
    message: index === media.length - 1 ? message.text : '',
    media: mediaOf(each, link),
    grouped_id: `1${each.id.slice(0, 5)}${message.id}`,
  }));
}

export function peerOf(chat: CloudChat): object {
  const { peer, kind, isSuper, title, username, members, avatar } = chat;
  const photo = { _: kind === 'private' ? 'userProfilePhoto' : 'chatPhoto', photo_id: avatar.id, dc_id: 2 };
  if (kind === 'private')
    return { _: 'user', id: Number(peer), first_name: title, username, pFlags: { contact: true }, photo };
  const names = username === '' ? {} : { username };
  const shared = { id: -Number(peer), title, participants_count: members, photo, ...names };
  if (kind === 'group' && !isSuper) return { _: 'chat', pFlags: {}, ...shared };
  return { _: 'channel', pFlags: kind === 'channel' ? { broadcast: true } : { megagroup: true }, ...shared };
}
