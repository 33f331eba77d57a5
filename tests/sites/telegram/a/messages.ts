/** Client A's messages, as its DOM shows them. */
import type { Loader } from '@/tests/sites/telegram/a/media';
import type { AFile, AMessage } from '@/tests/sites/telegram/a/shapes';
import { el } from '@/tests/sites/telegram/dom';

export interface Drawing {
  readonly media: Loader;
  /** What may be loaded unasked in this chat. */
  readonly may: Record<'Photo' | 'Video' | 'File', boolean>;
  readonly titleOf: (chatId: string) => string;
  readonly messageOf: (chatId: string, id: number) => AMessage | undefined;
  readonly hashed: (name: string) => string;
}

type Start = () => Promise<void>;

const starts = new WeakMap<HTMLElement, Start>();

function later(box: HTMLElement, start: Start): HTMLElement {
  starts.set(box, start);
  return box;
}

async function picture(media: Loader, box: HTMLElement, name: string, css: string): Promise<void> {
  const image = el('img', { alt: '' });
  image.className = css;
  image.src = await media.url(name);
  box.append(image);
}

function inner(): HTMLElement {
  return el('div.media-inner', {}, el('canvas.thumbnail', { width: '4', height: '4' }));
}

function photo({ media, may }: Drawing, { id }: AFile): HTMLElement {
  const box = inner();
  const load = () => picture(media, box, `photo${id}?size=x`, 'full-media');
  if (may.Photo) return later(box, load);
  box.addEventListener('click', () => void load(), { once: true });
  return box;
}

function video({ media, may }: Drawing, { id, isGif }: AFile & { isGif?: boolean }): HTMLElement {
  const box = inner();
  box.append(el('div.message-media-duration', {}, '0:01'));
  return later(box, async () => {
    // The poster comes whatever the settings say.
    void picture(media, box, `document${id}?size=x`, 'thumbnail').catch(() => {});
    if (!may.Video) return;
    const player = el('video.full-media', { playsinline: '' });
    player.muted = true;
    player.src = isGif ? await media.url(`document${id}`) : `./progressive/document${id}`;
    box.append(player);
  });
}

function file_({ media, may, hashed }: Drawing, file: AFile): HTMLElement {
  const icon = el('div.file-icon');
  icon.classList.add(hashed('File-icon'));
  const title = el('div.file-title', {}, file.fileName ?? '');
  const box = el(
    'div.File',
    {},
    icon,
    el('span.file-ext', {}, 'zip'),
    title,
    el('div.file-subtitle', {}, '40 KB'),
  );
  box.addEventListener('click', () => void save(media, file));
  return later(box, async () => {
    void picture(media, icon, `document${file.id}?size=m`, 'thumbnail').catch(() => {});
    if (may.File) await media.url(`document${file.id}`);
  });
}

/** To the disk: a link to a blob, pressed by the app. */
async function save(media: Loader, { id, fileName }: AFile): Promise<void> {
  const url = await media.url(`document${id}?download`);
  el('a', { href: url, download: fileName ?? id }).click();
}

function contentOf(drawing: Drawing, message: AMessage): HTMLElement[] {
  const { media } = drawing;
  const { photo: picked, video: film, voice, sticker, document: file, webPage } = message.content;
  if (picked) return [photo(drawing, picked)];
  if (film) return [video(drawing, film)];
  if (file) return [file_(drawing, file)];
  if (voice) {
    const box = el('div.Audio');
    return [
      later(box, async () => {
        const player = el('audio');
        player.src = await media.url(`document${voice.id}`);
        box.append(player);
      }),
    ];
  }
  if (sticker) {
    const box = inner();
    return [later(box, () => picture(media, box, `sticker${sticker.id}`, 'sticker-media'))];
  }
  if (webPage) {
    const page = el('div.WebPage', {}, el('a.site-title', { href: webPage.url }, webPage.title));
    if (webPage.photo) page.append(photo(drawing, webPage.photo));
    return [page];
  }
  return [];
}

function replyTo({ media, messageOf }: Drawing, { chatId, replyInfo }: AMessage): HTMLElement[] {
  if (!replyInfo) return [];
  const box = el('div.EmbeddedMessage');
  return [
    later(box, async () => {
      const target = messageOf(chatId, replyInfo.replyToMsgId);
      box.append(el('p', {}, target?.content.text?.text ?? ''));
      const id = target?.content.photo?.id;
      if (id !== undefined) await picture(media, box, `photo${id}?size=m`, 'pictogram');
    }),
  ];
}

/** One `.Message` for one message, or for the pictures of an album. */
export function draw(drawing: Drawing, messages: readonly [AMessage, ...AMessage[]]): HTMLElement {
  const [first] = messages;
  const last = messages.at(-1) ?? first;
  const text = messages.map(({ content }) => content.text?.text ?? '').join('');
  const content = el('div.message-content', {}, ...replyTo(drawing, first));
  if (first.forwardInfo) {
    content.classList.add('is-forwarded');
    const source = drawing.titleOf(first.forwardInfo.fromChatId);
    const avatar = el('div.Avatar', { 'data-peer-id': first.forwardInfo.fromChatId });
    content.append(
      el(
        'div.message-title',
        {},
        el('span.forward-title-container'),
        el('span.message-title-name', {}, avatar, el('span.sender-title', {}, source)),
      ),
    );
  }
  if (messages.length > 1) {
    const album = el('div.Album');
    for (const each of messages) {
      const part = el('div', { id: `album-media-message-${each.id}` }, ...contentOf(drawing, each));
      album.append(el('div.album-item-select-wrapper', {}, part));
    }
    content.append(album);
  } else content.append(...contentOf(drawing, first));
  if (first.content.voice) content.classList.add('voice');
  if (first.content.sticker) content.classList.add('custom-shape');
  const words = el('div.text-content', {}, text);
  words.append(el('span.MessageMeta', {}, el('span.message-time', {}, '12:00')));
  content.append(words);
  const message = el('div.Message.message-list-item', {
    id: `message-${last.id}`,
    'data-message-id': String(last.id),
  });
  message.classList.add(drawing.hashed('message'));
  if (messages.length > 1) message.classList.add('is-album');
  if (first.replyInfo) message.classList.add('has-reply');
  message.append(content);
  return message;
}

/** Loads what a message holds, once it has come near the screen. */
export function start(message: HTMLElement): void {
  for (const box of message.querySelectorAll<HTMLElement>('*')) {
    const begin = starts.get(box);
    starts.delete(box);
    void begin?.().catch(() => {});
  }
}

/** An edit keeps the node: the words are put in place, and the classes are written anew. */
export function edit(node: HTMLElement, text: string, hashed: (name: string) => string): void {
  const words = node.querySelector('.text-content');
  const first = words?.firstChild;
  if (first instanceof Text) first.data = text;
  else words?.prepend(text);
  const time = node.querySelector('.message-time');
  if (time) time.textContent = 'edited 12:00';
  const album = node.classList.contains('is-album') ? ' is-album' : '';
  node.className = `Message message-list-item ${hashed('message')}${album}`;
}
