import { type CompiledList, compile } from '@/utils/detection/compile';
import { createEngine, type Engine } from '@/utils/detection/engine';
import { DetectionError } from '@/utils/detection/error';
import { sideOf } from '@/utils/detection/sides';
import { FeedError } from '@/utils/feed/error';
import type { Alarm, Canaries } from '@/utils/schema/canary';
import type { PatternList } from '@/utils/schema/list';
import type { Message } from '@/utils/schema/message';
import { AGAINST } from '@/utils/schema/signal';

/**
 * What stands between a list that is rightly signed and the reader: people make
 * mistakes, and a list without phrases, or with a phrase of one common word, is
 * signed as well as any other. It must compile, see every canary as what it is,
 * be silent about everyday texts, and have no pattern that is found in more of
 * them than one in a hundred.
 *
 * @returns the engine and its half for mail, since compiling them is most of the work
 * @throws FeedError `list-too-large`, `list-unreadable`, `list-blind`, `list-alarming`, `list-too-broad`
 */
export function selfTest(list: PatternList, { alarm, calm }: Canaries): Tested {
  const { engine, mail } = compiled(list);
  for (const canary of alarm) {
    if (!isSeen(engine, canary)) throw new FeedError('list-blind', 'list', canaryName(canary));
  }
  const found = new Map<string, number>();
  for (const { text } of calm) {
    for (const channel of ['mail', 'telegram'] as const) {
      const { verdict, evidence } = engine.explain(messageOf(channel, '', text));
      if (verdict.level !== 'none') throw new FeedError('list-alarming', 'list', text);
      const patterns = new Set(
        evidence.filter(({ signal }) => !AGAINST.has(signal)).map(({ source }) => source),
      );
      for (const pattern of patterns) found.set(pattern, (found.get(pattern) ?? 0) + 1);
    }
  }
  for (const [pattern, count] of found) {
    if (count > calm.length * MAX_SHARE) throw new FeedError('list-too-broad', 'list', pattern);
  }
  return { engine, mail };
}

export interface Tested {
  readonly engine: Engine;
  readonly mail: CompiledList;
}

const MAX_SHARE = 0.01;
/** A list beyond this would take a phone seconds to compile; four times what ships. */
const MAX_PHRASE_CHARS = 4_000_000;

function compiled(list: PatternList): Tested {
  let chars = 0;
  for (const { patterns } of list.groups)
    for (const { phrases } of patterns) for (const phrase of phrases) chars += phrase.length;
  if (chars > MAX_PHRASE_CHARS) throw new FeedError('list-too-large', 'list');
  try {
    const mail = compile(sideOf(list, 'mail'));
    const engine = createEngine(list, mail);
    engine.compileAll();
    return { engine, mail };
  } catch (cause) {
    const code =
      cause instanceof DetectionError && cause.code === 'too-large' ? 'list-too-large' : 'list-unreadable';
    throw new FeedError(code, 'list', cause);
  }
}

/** A mail must be warned of; one post of a channel is at most a notice. */
function isSeen(engine: Engine, { channel, family, subject, text }: Alarm): boolean {
  const { verdict } = engine.explain(messageOf(channel, subject, text));
  return (
    verdict.family === family && (channel === 'mail' ? verdict.level === 'warning' : verdict.level !== 'none')
  );
}

const canaryName = ({ channel, family, language }: Alarm) => `${channel} ${family} ${language}`;

function messageOf(channel: Alarm['channel'], subject: string, text: string): Message {
  return {
    channel,
    ...(channel === 'telegram' ? { chat: 'broadcast' as const } : {}),
    subject,
    text,
    truncated: false,
    to: [],
    attachments: [],
    links: [],
    images: 0,
    hidden: { characters: 0, ways: [] },
  };
}
