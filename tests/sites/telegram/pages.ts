import { BUILD, type Build } from '@/tests/sites/telegram/build';
import { bytesOf } from '@/tests/sites/telegram/media';
import { replicaScripts } from '@/tests/sites/telegram/scripts';
import { mediaById, WORLD } from '@/tests/sites/telegram/world';

/**
 * What a server under the name of Telegram Web answers: the pages of both replicas, their scripts, and the
 * cloud behind their workers.
 */

export interface Served {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

/** As strict as client A's own: no script but files of the origin. */
export const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self' blob:; worker-src 'self'";

const STYLE = `
body { margin: 0; display: flex; height: 100vh; font: 15px sans-serif; }
#column-left, #LeftColumn { width: 320px; overflow-y: auto; position: relative; }
#column-center, #MiddleColumn { flex: 1; position: relative; }
.chat, .Transition_slide { position: absolute; inset: 0; display: flex; flex-direction: column; }
.chat:not(.active), .Transition_slide-from { visibility: hidden; }
.bubbles, .MessageList { flex: 1; overflow-y: auto; overflow-anchor: none; min-height: 0; }
.bubbles-scrollable { height: 100%; overflow-y: auto; overflow-anchor: none; }
.bubble, .Message { margin: 6px 12px; padding: 6px; background: #eef; border-radius: 8px; max-width: 420px; }
img.media-photo, img.full-media, video { width: 160px; height: 120px; display: block; }
.chatlist-chat img, .Chat img, .chat-info img, .ChatInfo img { width: 36px; height: 36px; }`;

const BODIES = {
  k: '<div id="column-left"><div id="folders-container"></div></div><div id="column-center"><div class="chats-container"></div></div>',
  a: '<div id="LeftColumn"></div><div id="MiddleColumn"></div>',
} as const;

function page(client: 'k' | 'a', hostile: boolean): Served {
  const title = client === 'k' ? 'Telegram Web' : 'Telegram';
  const first = hostile ? `<script src="/hostile.js"></script>` : '';
  const body = `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title>${first}<style>${STYLE}</style><script type="module" src="/${client}/page-replica.js"></script></head><body>${BODIES[client]}</body></html>`;
  return { status: 200, type: 'text/html; charset=utf-8', body };
}

export interface CloudOptions {
  readonly build?: Partial<Build>;
  /** A script that runs before the app's own. */
  readonly hostile?: string;
}

const NOTHING: Served = { status: 404, type: 'text/plain', body: '' };

export async function telegramAt(url: URL, { build, hostile }: CloudOptions): Promise<Served> {
  const { pathname, searchParams } = url;
  if (pathname === '/k/' || pathname === '/a/')
    return page(pathname === '/k/' ? 'k' : 'a', hostile !== undefined);
  if (pathname === '/')
    return { status: 200, type: 'text/html; charset=utf-8', body: '<!doctype html><title>Telegram</title>' };
  if (pathname === '/hostile.js') return { status: 200, type: 'text/javascript', body: hostile ?? '' };
  if (pathname === '/cloud/boot.json')
    return {
      status: 200,
      type: 'application/json',
      body: JSON.stringify({ build: { ...BUILD, ...build }, world: WORLD }),
    };
  if (pathname.startsWith('/cloud/file/')) return file(pathname.slice('/cloud/file/'.length), searchParams);
  const script = (await replicaScripts()).get(pathname);
  return script === undefined ? NOTHING : { status: 200, type: 'text/javascript', body: script };
}

function file(id: string, asked: URLSearchParams): Served {
  const media = mediaById(id);
  if (!media) return NOTHING;
  const thumb = asked.has('thumb');
  const bytes = bytesOf(media, thumb);
  const offset = Number(asked.get('offset') ?? 0);
  const limit = Number(asked.get('limit') ?? bytes.length);
  return {
    status: 200,
    type: thumb ? 'image/png' : media.mime,
    body: bytes.subarray(offset, offset + limit),
  };
}
