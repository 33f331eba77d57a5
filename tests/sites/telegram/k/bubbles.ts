/** Client K's bubbles, as its DOM shows them. */
import { el } from '@/tests/sites/telegram/dom';
import { mirrors } from '@/tests/sites/telegram/k/globals';
import {
  avatarUrl,
  file,
  fileUrl,
  type Limits,
  photo,
  sticker,
  video,
  voice,
} from '@/tests/sites/telegram/k/media';
import type { KDocument, KFile, KMessage, KPhoto } from '@/tests/sites/telegram/k/shapes';

/** When a medium is asked for: voices and files come before the hash of the chat, the rest after it. */
export type When = 'early' | 'late';

export interface Drawn {
  readonly bubble: HTMLElement;
  /** Starts to load what it holds. */
  readonly start: (when: When) => void;
}

interface AnyMedia {
  readonly _: string;
  readonly photo?: KPhoto;
  readonly document?: KDocument;
  readonly webpage?: { readonly url: string; readonly title: string; readonly photo: KPhoto };
}

export function fileOf(message: KMessage): KFile | undefined {
  const media = message.media as AnyMedia | undefined;
  return media?.photo ?? media?.document ?? media?.webpage?.photo;
}

const starters = new WeakMap<HTMLElement, [When, () => Promise<void>]>();

function attach(media: AnyMedia, limits: Limits): HTMLElement[] {
  const add = ([box, start]: [HTMLElement, () => Promise<void>], when: When = 'late') => {
    starters.set(box, [when, start]);
    return box;
  };
  if (media.photo) return [add(photo(media.photo, limits))];
  if (media.webpage) {
    const { url, title, photo: preview } = media.webpage;
    const link = el('a.webpage', { href: url }, el('div.webpage-title', {}, title));
    const box = add(photo(preview, limits));
    box.classList.add('webpage-preview');
    link.append(box);
    return [link];
  }
  const { document: doc } = media;
  if (!doc) return [];
  if (doc.type === 'video' || doc.type === 'gif') return [add(video(doc, limits))];
  if (doc.type === 'voice') return [add(voice(doc), 'early')];
  if (doc.type === 'sticker') return [add(sticker(doc))];
  return [el('div.document-container', {}, add(file(doc, limits), 'early'))];
}

function classesOf(message: KMessage, album: boolean): string[] {
  const media = message.media as AnyMedia | undefined;
  const type = media?.photo ? 'photo' : (media?.document?.type ?? '');
  return [
    'bubble',
    'is-in',
    ...(type ? [type === 'gif' ? 'video' : type] : []),
    ...(album ? ['is-album'] : []),
    ...(message.fwd_from ? ['forwarded'] : []),
    ...(message.reply_to ? ['is-reply'] : []),
  ];
}

function replyTo(message: KMessage): HTMLElement | undefined {
  const mid = message.reply_to?.reply_to_mid;
  if (mid === undefined) return undefined;
  const target = mirrors.messages[`${message.peerId}_history`]?.[mid];
  const reply = el('div.reply', {}, target?.message ?? '');
  const media = target && fileOf(target);
  if (media)
    starters.set(reply, [
      'late',
      async () => {
        reply.append(el('img.media-photo', { src: await fileUrl(media, 'm'), alt: '' }));
      },
    ]);
  return reply;
}

/** One bubble for the messages of one group of pictures, or for one message. */
export function draw(messages: readonly [KMessage, ...KMessage[]], limits: Limits): Drawn {
  const [first] = messages;
  const album = messages.length > 1;
  const text = messages.map(({ message }) => message).join('');
  const words = el('div.message.spoilers-container');
  if (text !== '') words.append(el('span.translatable-message', {}, text));
  words.append(el('span.time', {}, '12:00'));
  const content = el('div.bubble-content');
  const from = first.fwd_from as { from_id: { channel_id: number } } | undefined;
  if (from) {
    const peer = String(-from.from_id.channel_id);
    const source = el('span.peer-title', { 'data-peer-id': peer }, mirrors.peers[peer]?.title ?? '');
    content.append(el('div.name', {}, el('span.bubble-name-forwarded', {}, source)));
  }
  const reply = replyTo(first);
  if (reply) content.append(reply);
  if (album) {
    const attachment = el('div.attachment');
    for (const each of messages) {
      const item = el('div.album-item.grouped-item', {
        'data-mid': String(each.mid),
        'data-peer-id': String(each.peerId),
      });
      item.append(...attach(each.media as AnyMedia, limits));
      attachment.append(item);
    }
    content.append(attachment);
  } else if (first.media) content.append(...attach(first.media as AnyMedia, limits));
  content.append(words);
  const bubble = el(`div.${classesOf(first, album).join('.')}` as 'div.bubble', {
    'data-mid': String(messages.at(-1)?.mid),
    'data-peer-id': String(first.peerId),
    'data-timestamp': String(first.date),
  });
  bubble.append(el('div.bubble-content-wrapper', {}, content));
  if (first.fromId !== undefined) sender(content, String(first.fromId));
  return {
    bubble,
    start(when) {
      for (const box of [bubble, ...bubble.querySelectorAll<HTMLElement>('*')]) {
        const [due, begin] = starters.get(box) ?? [];
        if (due !== when || !begin) continue;
        starters.delete(box);
        void begin().catch(() => {});
      }
    },
  };
}

function sender(content: HTMLElement, peer: string): void {
  const known = mirrors.peers[peer];
  const title = el('span.peer-title', { 'data-peer-id': peer }, known?.title ?? known?.first_name ?? '');
  content.prepend(el('div.name', { 'data-peer-id': peer }, title));
  const avatar = el('div.bubbles-group-avatar', { 'data-peer-id': peer });
  content.append(avatar);
  if (known)
    starters.set(avatar, [
      'late',
      async () => {
        avatar.append(el('img.avatar-photo', { src: await avatarUrl(peer, known.photo), alt: '' }));
      },
    ]);
}
