import type { Judged } from '@/scripts/eval/judge';
import type { Case } from '@/scripts/support/eval-cases';
import { createRandom, pick } from '@/tests/support/obfuscate/random';
import { createChannel } from '@/utils/detection/channel';
import type { Engine } from '@/utils/detection/engine';
import type { Family } from '@/utils/schema/family';
import type { Message } from '@/utils/schema/message';

/**
 * Channels out of posts: those whose posts name their chat, and ordinary ones put
 * together by chance, because real chats in the corpus are few and one false
 * channel in a thousand cannot be told from ten.
 */

/** Fewer posts than this are not a channel that anybody scrolls. */
const MIN_POSTS = 3;
const DRAWN_CHANNELS = 1_000;
const DRAWN_POSTS = 20;
/** Groups get adverts; this share of spam is a badly kept one. */
const SPAM_SHARE = 0.15;

export function judgeChannels(engine: Engine, cases: readonly Case[]): Judged[] {
  const quick = remembering(engine);
  const posts = cases.filter(({ message, origin }) => message.channel === 'telegram' && origin !== 'raw');
  return [...named(quick, posts), ...drawn(quick, posts)];
}

function named(engine: Engine, posts: readonly Case[]): Judged[] {
  const chats = Map.groupBy(
    posts.filter(({ chat }) => chat !== ''),
    ({ file, chat }) => `${file}: ${chat}`,
  );
  return [...chats].flatMap(([name, some]) => {
    const [first] = some;
    if (!first || some.length < MIN_POSTS) return [];
    const family = mostCommon(some);
    const label = family ? first.label : 'ordinary channel';
    return [channel(engine, { ...first, id: `channel ${name}`, family, label }, some)];
  });
}

function drawn(engine: Engine, posts: readonly Case[]): Judged[] {
  const ordinary = posts.filter(({ label }) => label === 'ham');
  const spam = posts.filter(({ label }) => label === 'other-phish');
  const [first] = ordinary;
  if (!first || spam.length === 0) return [];
  const random = createRandom('channels');
  const draw = (label: string, share: number) =>
    Array.from({ length: DRAWN_CHANNELS }, (_, at) => {
      const some = Array.from({ length: DRAWN_POSTS }, () =>
        pick(random, random() < share ? spam : ordinary),
      );
      return channel(engine, { ...first, id: `${label} ${at}`, family: null, label, language: '*' }, some);
    });
  return [...draw('drawn channel', 0), ...draw('drawn channel with spam', SPAM_SHARE)];
}

function channel(engine: Engine, as: Case, posts: readonly Case[]): Judged {
  const sum = createChannel(engine);
  for (const { message } of posts) sum.see(message);
  return {
    ...as,
    part: as.family ? 'channel' : '',
    expect: as.family ? 'warning' : 'none',
    cluster: as.id,
    verdict: sum.verdict(),
    evidence: [],
    points: 0,
  };
}

function mostCommon(posts: readonly Case[]): Family | null {
  const [first] = [...Map.groupBy(posts, ({ family }) => family)].sort(([, a], [, b]) => b.length - a.length);
  return first?.[0] ?? null;
}

/** The same post stands in many drawn channels. */
function remembering(engine: Engine): Engine {
  const known = new Map<Message, ReturnType<Engine['explain']>>();
  return {
    ...engine,
    explain: (message) => {
      const before = known.get(message);
      if (before) return before;
      const fresh = engine.explain(message);
      known.set(message, fresh);
      return fresh;
    },
  };
}
