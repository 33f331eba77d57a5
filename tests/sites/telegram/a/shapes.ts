/** Objects of client A as its worker answers them, made from the cloud's. */
import type { CloudChat, CloudMessage, Media } from '@/tests/sites/telegram/world';

export interface AFile {
  readonly id: string;
  readonly mimeType?: string;
  readonly size?: number;
  readonly fileName?: string;
}

export interface AMessage {
  readonly id: number;
  readonly chatId: string;
  readonly date: number;
  readonly content: {
    readonly text?: { readonly text: string; readonly entities?: readonly object[] };
    readonly photo?: AFile;
    readonly video?: AFile & { readonly isGif?: boolean };
    readonly voice?: AFile;
    readonly sticker?: AFile;
    readonly document?: AFile;
    readonly webPage?: { readonly url: string; readonly title: string; readonly photo?: AFile };
  };
  readonly senderId?: string;
  readonly groupedId?: string;
  readonly isInAlbum?: boolean;
  readonly forwardInfo?: { readonly fromChatId: string };
  readonly replyInfo?: { readonly type: 'message'; readonly replyToMsgId: number };
}

export interface AChat {
  readonly id: string;
  readonly type: 'chatTypePrivate' | 'chatTypeBasicGroup' | 'chatTypeSuperGroup' | 'chatTypeChannel';
  readonly title: string;
  readonly usernames?: readonly { readonly username: string; readonly isActive: boolean }[];
  readonly membersCount?: number;
  readonly avatarPhotoId: string;
}

/** -(10^12 + id) for channels and new groups. */
export function apiId({ peer, kind, isSuper }: Pick<CloudChat, 'peer' | 'kind' | 'isSuper'>): string {
  return kind === 'channel' || isSuper ? String(-1_000_000_000_000n + BigInt(peer)) : peer;
}

const TYPES = {
  private: 'chatTypePrivate',
  group: 'chatTypeBasicGroup',
  channel: 'chatTypeChannel',
} as const;

export function chatOf(chat: CloudChat): AChat {
  return {
    id: apiId(chat),
    type: chat.isSuper ? 'chatTypeSuperGroup' : TYPES[chat.kind],
    title: chat.title,
    avatarPhotoId: chat.avatar.id,
    ...(chat.username === '' ? {} : { usernames: [{ username: chat.username, isActive: true }] }),
    ...(chat.kind === 'private' ? {} : { membersCount: chat.members }),
  };
}

function contentOf(media: Media | undefined, text: string, link: string | undefined): AMessage['content'] {
  const words = text === '' ? {} : { text: { text, entities: [] } };
  if (!media) return words;
  const { id, kind, mime: mimeType, size, name } = media;
  if (kind === 'photo') return { ...words, photo: { id } };
  if (kind === 'preview') return { ...words, webPage: { url: link ?? '', title: link ?? '', photo: { id } } };
  const file = { id, mimeType, size };
  if (kind === 'video' || kind === 'gif') return { ...words, video: { ...file, isGif: kind === 'gif' } };
  if (kind === 'voice') return { ...words, voice: file };
  if (kind === 'sticker') return { ...words, sticker: file };
  return { ...words, document: { ...file, fileName: name ?? 'file' } };
}

export function messagesOf(chat: CloudChat, message: CloudMessage, known: readonly CloudChat[]): AMessage[] {
  const { id, date, text, media, from, forwardedFrom, replyTo, link } = message;
  const source = known.find(({ peer }) => peer === forwardedFrom);
  const album = media.length > 1;
  return (media.length > 0 ? media : [undefined]).map((each, index) => ({
    id: id + index,
    chatId: apiId(chat),
    date,
    content: contentOf(each, !album || index === media.length - 1 ? text : '', link),
    senderId: from ?? apiId(chat),
    ...(album ? { groupedId: `1${media[0]?.id}`, isInAlbum: true } : {}),
    ...(source ? { forwardInfo: { fromChatId: apiId(source) } } : {}),
    ...(replyTo === undefined ? {} : { replyInfo: { type: 'message', replyToMsgId: replyTo } }),
  }));
}
