import { type Kept, mailSide, readKept, readyHalf } from '@/entrypoints/background/compiled';
import { type Candidate, candidates } from '@/entrypoints/background/lists';
import { onTrial } from '@/entrypoints/background/trial';
import { createEngine, type Engine } from '@/utils/detection/engine';
import { FeedError } from '@/utils/feed/error';
import { createListed, type Listed } from '@/utils/feed/listed';
import type { ListInUse } from '@/utils/rpc/protocol';
import type { AnchorFix } from '@/utils/schema/fix';
import type { PatternList } from '@/utils/schema/list';

interface Judge {
  readonly engine: Engine;
  readonly list: ListInUse;
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

/** A list that was made ready to be tested, and is stored now. */
export interface Ready extends Pick<Candidate, 'source'> {
  readonly list: PatternList;
  readonly engine: Engine;
}

/** Another list came into use, or another part of it; `ready`: it need not be made ready again. Until then the old one judges. */
export async function judgeAnew(ready: Ready | null): Promise<void> {
  const before = loading;
  const next = ready ? Promise.resolve(judgeOf(ready)) : load();
  loading = before ?? next;
  try {
    await next;
    loading = next;
  } catch {
    // What protected before goes on.
  }
}

async function load(): Promise<Judge> {
  let failure: unknown = new FeedError('broken');
  const kept = readKept();
  for await (const candidate of candidates()) {
    try {
      const { source, hash } = candidate;
      const ready = () => judgeBy(candidate, kept);
      const judged = source === 'seed' ? await ready() : await onTrial(hash, ready);
      if (judged) return judged;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** Null: it is of no use. */
async function judgeBy({ name, source, isNewer, list: whole }: Candidate, kept: Kept): Promise<Judge | null> {
  const half = await readyHalf(name, kept);
  if (half && !isNewer(half.list.revision)) return null;
  const list = half?.list ?? (await whole());
  if (!list) return null;
  return judgeOf({ list, source, engine: createEngine(list, half?.mail ?? mailSide(list, name)) });
}

function judgeOf({ list, source, engine }: Ready): Judge {
  const { revision, made } = list;
  return {
    engine,
    list: { revision, made, source },
    fixes: list.fixes ?? [],
    listed: createListed(list.channels),
  };
}
