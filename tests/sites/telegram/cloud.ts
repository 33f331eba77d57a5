import type { Build } from '@/tests/sites/telegram/build';
import type { CloudChat, Media } from '@/tests/sites/telegram/world';

/** The replicas' side of the cloud: in the real apps a socket of the worker, here the server under the page. */
export interface Boot {
  readonly build: Build;
  readonly world: readonly CloudChat[];
}

export async function boot(): Promise<Boot> {
  const answer = await fetch('/cloud/boot.json', { cache: 'no-store' });
  return (await answer.json()) as Boot;
}

export async function mediaBytes(media: Pick<Media, 'id'>, thumb: boolean): Promise<Blob> {
  const answer = await fetch(`/cloud/file/${media.id}${thumb ? '?thumb' : ''}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`FILE_REFERENCE_EXPIRED ${media.id}`);
  return answer.blob();
}

export async function mediaPart(id: string, start: number, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(`/cloud/file/${id}?offset=${start}&limit=${limit}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`FILE_REFERENCE_EXPIRED ${id}`);
  return new Uint8Array(await answer.arrayBuffer());
}

export const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What a test makes happen at Telegram: it travels to every worker of the apps. */
export const NEWS_CHANNEL = 'replica-cloud';

export type Happening =
  | { readonly what: 'edit'; readonly peer: string; readonly id: number; readonly text: string }
  | {
      readonly what: 'message';
      readonly peer: string;
      readonly text: string;
      readonly media?: readonly Media[];
    };
