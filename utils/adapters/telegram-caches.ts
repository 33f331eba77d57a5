import { peerOf } from '@/utils/adapters/telegram-page';
import type { PeerId } from '@/utils/schema/telegram';

/**
 * Media of the apps that lies in this browser. Only their caches of media are looked
 * into, never those of the app itself, its languages or the reader's wallpapers; and
 * of those only entries that name a given media file, or the picture of a given chat.
 */
const CACHES =
  /^(?:tt-media(?:-avatars|-progressive)?(?:_[2-6])?|cachedFiles|cachedStreamChunks|cachedHls(?:StreamChunks|QualityFiles))$/;
/** `/photo5200?size=m`, `/photo_5200_m`, `/progressive/document77`, `/avatar-1001234`. */
const NAMED = /(photo|document|sticker|avatar|profile)_?(-?\d+)/;
/** Parts of a stream: account, document, `?offset=…`. */
const PART = /\/\d+-(\d+)$/;
const ID = /^(photo|document|sticker)?_?(\d+)$/;

export interface Wanted {
  readonly peer: PeerId;
  /** Of its media: `photo5200`, `document77`, or numbers alone. */
  readonly ids: readonly string[];
}

/** How many files of a chat are there. */
export async function countSaved(wanted: Wanted): Promise<number> {
  const names = new Set<string>();
  await eachSaved(wanted, async (_cache, _request, name) => void names.add(name));
  return names.size;
}

/** Takes them out, exactly these. @returns how many */
export async function removeSaved(wanted: Wanted): Promise<number> {
  const names = new Set<string>();
  await eachSaved(wanted, async (cache, request, name) => {
    if (await cache.delete(request)) names.add(name);
  });
  return names.size;
}

async function eachSaved(
  { peer, ids }: Wanted,
  visit: (cache: Cache, request: Request, name: string) => Promise<void>,
): Promise<void> {
  const numbers = new Set<string>();
  for (const id of ids) {
    const [, kind, number] = ID.exec(id) ?? [];
    if (number !== undefined) numbers.add(kind === undefined ? number : `${kind}${number}`);
  }
  for (const name of (await caches.keys()).filter((each) => CACHES.test(each))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const media = mediaOf(new URL(request.url).pathname);
      if (!media) continue;
      const isOurs =
        media.kind === 'avatar' || media.kind === 'profile'
          ? peerOf(media.number, 'a') === peer
          : numbers.has(media.number) || numbers.has(`${media.kind}${media.number}`);
      if (isOurs) await visit(cache, request, `${media.kind}${media.number}`);
    }
  }
}

function mediaOf(path: string): { kind: string; number: string } | null {
  const named = NAMED.exec(path);
  if (named?.[1] && named[2]) return { kind: named[1], number: named[2] };
  const part = PART.exec(path)?.[1];
  return part === undefined ? null : { kind: 'document', number: part };
}
