import { compiledMailSide } from '@/entrypoints/background/compiled';
import { createEngine, type Engine } from '@/utils/detection/engine';
import { createListed, type Listed } from '@/utils/feed/listed';
import { loadSeed } from '@/utils/feed/seed';
import type { ListState } from '@/utils/rpc/protocol';
import type { AnchorFix } from '@/utils/schema/fix';

interface Judge {
  readonly engine: Engine;
  readonly list: ListState;
  /** Anchors of webmails that changed since the build. */
  readonly fixes: readonly AnchorFix[];
  /** Channels on Telegram that are known. */
  readonly listed: Listed;
}

let loading: Promise<Judge> | undefined;

/**
 * The engine over the list that protects now; one for all tabs, made once per
 * life of the background. A failure is not remembered: the next call tries again.
 *
 * @throws FeedError, DetectionError
 */
export function judge(): Promise<Judge> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Judge> {
  const list = await loadSeed();
  const { revision, made } = list;
  return {
    engine: createEngine(list, await compiledMailSide(list)),
    list: { revision, made, source: 'seed' },
    fixes: list.fixes ?? [],
    listed: createListed(list.channels),
  };
}
