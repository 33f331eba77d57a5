/** How client K brings media into its bubbles: through the worker's managers, or as a stream. */
import { el } from '@/tests/sites/telegram/dom';
import { rootScope } from '@/tests/sites/telegram/k/globals';
import type { KDocument, KFile, KPhoto } from '@/tests/sites/telegram/k/shapes';

/** Bytes that may be loaded unasked, by kind; 0 is none. */
export interface Limits {
  photo: number;
  video: number;
  file: number;
}

let queue = 0;

function options(media: KFile, thumb: string | undefined, more: object = {}): object {
  queue += 1;
  return { media, ...(thumb ? { thumb: { type: thumb } } : {}), queueId: queue, ...more };
}

/** Addresses of blobs are made here: those that a shared worker makes reach other processes of Firefox too late. */
const addressOf = (blob: unknown): string => URL.createObjectURL(blob as Blob);

export async function fileUrl(media: KFile, thumb?: string, onlyCache = false): Promise<string> {
  const call = rootScope.managers.apiFileManager?.downloadMediaURL;
  return addressOf(await call?.(options(media, thumb, onlyCache ? { onlyCache } : {})));
}

export async function avatarUrl(peerId: string, photo: object): Promise<string> {
  const call = rootScope.managers.appAvatarsManager?.loadAvatar;
  return addressOf(await call?.(Number(peerId), photo, 'photo_small'));
}

/** The app's own button, where a medium may not come unasked. */
function offer(box: HTMLElement, load: (onlyCache: boolean) => Promise<void>): void {
  const button = el('div.preloader-container.manual', { role: 'button' });
  button.addEventListener('click', () => {
    button.remove();
    void load(false).catch(() => {});
  });
  box.append(button);
}

/** Tries the cache alone where nothing may be loaded, and offers to load then. */
async function load(
  box: HTMLElement,
  limit: number,
  get: (onlyCache: boolean) => Promise<void>,
): Promise<void> {
  const onlyCache = limit === 0;
  await get(onlyCache).catch(() => {
    if (onlyCache) offer(box, get);
    else box.dataset.failed = 'true';
  });
}

export function photo(
  media: KPhoto,
  limits: Limits,
  size = 'x',
): [box: HTMLElement, start: () => Promise<void>] {
  const box = el('div.attachment.media-container', { 'data-photo': media.id });
  const start = () =>
    load(box, limits.photo, async (onlyCache) => {
      const url = await fileUrl(media, size, onlyCache);
      box.append(el('img.media-photo', { src: url, alt: '' }));
    });
  return [box, start];
}

export function streamAddress(media: KDocument, hls = false): string {
  const { id, dc_id, size, mime_type, file_name } = media;
  const about = {
    dcId: dc_id,
    location: { _: 'inputDocumentFileLocation', id },
    size,
    mimeType: mime_type,
    fileName: file_name,
  };
  return `${hls ? 'hls_stream' : 'stream'}/${encodeURIComponent(JSON.stringify(about))}`;
}

export function video(media: KDocument, limits: Limits): [box: HTMLElement, start: () => Promise<void>] {
  const box = el('div.attachment.media-container', { 'data-doc-id': media.id });
  box.append(el('span.video-time', {}, '0:01'));
  const start = async () => {
    void load(box, limits.photo, async (onlyCache) => {
      const poster = await fileUrl(media, 'm', onlyCache);
      box.append(el('img.media-photo', { src: poster, alt: '' }));
    });
    const play = async () => {
      const player = el('video.media-video', { muted: '', playsinline: '' });
      player.muted = true;
      if (media.type === 'gif') player.src = await fileUrl(media);
      else player.setAttribute('src', streamAddress(media));
      box.append(player);
    };
    if (limits.video === 0) offer(box, play);
    else await play();
  };
  return [box, start];
}

/** Never asked about: "Voice messages are tiny." */
export function voice(media: KDocument): [box: HTMLElement, start: () => Promise<void>] {
  const box = document.createElement('audio-element');
  box.className = 'audio is-voice';
  box.dataset.docId = media.id;
  const start = async () => {
    const blob = (await rootScope.managers.apiFileManager?.downloadMedia?.(options(media, undefined))) as
      | Blob
      | undefined;
    const player = el('audio');
    if (blob) player.src = URL.createObjectURL(blob);
    box.append(player);
  };
  return [box, start];
}

export function sticker(media: KDocument): [box: HTMLElement, start: () => Promise<void>] {
  const box = el('div.attachment.media-sticker-wrapper', { 'data-doc-id': media.id });
  const start = async () => {
    box.append(el('img.media-sticker', { src: await fileUrl(media), alt: '' }));
  };
  return [box, start];
}

export function file(media: KDocument, limits: Limits): [box: HTMLElement, start: () => Promise<void>] {
  const icon = el('div.document-ico');
  const box = el('div.document.ext-zip', { 'data-doc-id': media.id }, icon);
  box.append(el('div.document-name', {}, media.file_name));
  box.addEventListener('click', () => void save(media));
  const start = async () => {
    void fileUrl(media, 'm')
      .then((url) => icon.append(el('img.document-thumb', { src: url, alt: '' })))
      .catch(() => {});
    if (limits.file < media.size) return;
    box.classList.add('downloading');
    // "Just attach": an id of a download, and none follows.
    const more = { downloadId: `auto${media.id}` };
    await rootScope.managers.apiFileManager?.downloadMediaVoid?.(options(media, undefined, more));
    box.classList.replace('downloading', 'downloaded');
  };
  return [box, start];
}

/** To the disk: a hidden frame that the service worker answers. */
async function save(media: KDocument): Promise<void> {
  const key = crypto.randomUUID();
  await rootScope.managers.apiFileManager?.downloadMedia?.(options(media, undefined, { downloadId: key }));
  const wanted = { id: media.id, name: media.file_name, mime: media.mime_type };
  navigator.serviceWorker.controller?.postMessage({ type: 'saving', key, file: wanted });
  document.body.append(el('iframe', { src: `d/${key}`, hidden: '' }));
}
