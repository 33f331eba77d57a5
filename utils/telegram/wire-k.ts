import type { PeerId } from '@/utils/schema/telegram';
import { decode, isArray, isObject, parseJson, run, slice, startsWith } from '@/utils/telegram/natives';
import { peerOfK } from '@/utils/telegram/peers';
import { ABOUT_A_PEER, KNOWN, type Part } from '@/utils/telegram/wanted';

/**
 * What client K writes to its SharedWorker (or Worker): `{ type: 'batch', payload: [task…] }` or one task. A
 * task that asks for bytes invokes a manager's method, `apiFileManager.download…` or `appAvatarsManager.loadAvatar`.
 */

/** `photo_123_x`, `document_123`, `document_123_m_download.zip`. */
const FILE = /^(?:photo|document)_(\d+)(?:_([a-z]+))?/;
const MAX_ADDRESS_CHARS = 4_000;

export function readK(task: unknown): Part {
  if (!isObject(task)) return null;
  const { type, payload } = task;
  if (type !== 'invoke') return type === 'result' || type === 'ack' || type === 'ping' ? KNOWN : null;
  if (!isObject(payload)) return null;
  if (payload.type !== 'manager') return KNOWN;
  const call: unknown = payload.payload;
  if (!isObject(call)) return null;
  const { name, method, args } = call;
  if (typeof method !== 'string' || !isArray(args)) return null;
  const id = typeof task.id === 'number' || typeof task.id === 'string' ? `${task.id}` : '';
  const first: unknown = args[0];
  if (method === 'cancelDownload') {
    const file = run(FILE, typeof first === 'string' ? first : '');
    return { what: 'cancels', task: '', file: file ? fileOf(file[1], file[2]) : '' };
  }
  if (method === 'loadAvatar')
    return { what: 'wants', wanted: { id: null, peer: peerOfK(first), task: id, file: '', saves: '' } };
  if (startsWith(method, 'download') || startsWith(method, 'requestFilePart')) return download(id, first);
  const peer =
    run(ABOUT_A_PEER, `${typeof name === 'string' ? name : ''}.${method}`) === null ? null : subject(first);
  return peer === null ? KNOWN : { what: 'asks', task: id, peer };
}

function download(task: string, options: unknown): Part {
  const { media, location, thumb, downloadId, fileName } = isObject(options) ? options : NOTHING;
  const asked = isObject(media)
    ? media
    : isObject(location)
      ? location
      : isObject(options)
        ? options
        : NOTHING;
  const { file_name } = asked;
  const name = typeof file_name === 'string' ? file_name : typeof fileName === 'string' ? fileName : 'file';
  const id = idOf(asked.id) ?? locationOf(asked);
  const wanted = {
    id,
    peer: null,
    task,
    file: fileOf(id ?? '', isObject(thumb) && typeof thumb.type === 'string' ? thumb.type : ''),
    saves: downloadId === undefined ? '' : slice(name, 0, 255),
  };
  return { what: 'wants', wanted };
}

const NOTHING: Record<string, unknown> = { __proto__: null };

/** Ids are strings; some builds write numbers. */
function idOf(id: unknown): string | null {
  if (typeof id === 'string') return id === '' ? null : id;
  return typeof id === 'number' || typeof id === 'bigint' ? `${id}` : null;
}

/** Where the place of the file stands one step deeper, or the file is one of the web. */
function locationOf({ location, url }: Record<string, unknown>): string | null {
  if (isObject(location)) return idOf(location.id);
  return typeof url === 'string' ? slice(url, 0, MAX_ADDRESS_CHARS) : null;
}

const fileOf = (id: string | undefined, thumb: string | undefined): string =>
  `${id ?? ''}_${thumb === undefined || thumb === 'download' ? '' : thumb}`;

function subject(first: unknown): PeerId | null {
  return peerOfK(isObject(first) ? first.peerId : first);
}

/**
 * The media that an address of K's service worker names: `stream/<JSON of the file, encoded>`, `hls…/<id or JSON>`.
 * Null when it can not be read.
 */
export function mediaOfStream(rest: string): string | null {
  const plain = run(/^\d{5,}/, rest);
  if (plain) return plain[0] ?? null;
  try {
    const file: unknown = parseJson(decode(slice(rest, 0, MAX_ADDRESS_CHARS)));
    if (!isObject(file)) return null;
    const { location } = file;
    return (isObject(location) ? idOf(location.id) : null) ?? idOf(file.id) ?? idOf(file.docId);
  } catch {
    return null;
  }
}
