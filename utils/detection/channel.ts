import { ENGINE_VERSION, type Engine, findingsOf } from '@/utils/detection/engine';
import type { Evidence } from '@/utils/detection/evidence';
import { weigh } from '@/utils/detection/weigh';
import type { ChannelVerdict } from '@/utils/schema/channel';
import type { Level } from '@/utils/schema/level';
import type { FamilyRule } from '@/utils/schema/list';
import type { Message } from '@/utils/schema/message';
import { AGAINST, type Signal } from '@/utils/schema/signal';
import { fingerprint } from '@/utils/text/fingerprint';
import { normalise } from '@/utils/text/normalise';

/**
 * Adds the posts of one channel, group or private chat up.
 *
 * - One post is at most a notice. A channel needs several that differ, and they
 *   must be a share of all its posts: three adverts do not make a dealer's channel
 *   of a busy group. What may be judged by one post says so in its rule.
 * - Copies count once, by the fingerprint of their text.
 * - Memory is bounded and the order of posts does not matter: of all different
 *   posts those with the smallest fingerprints are kept, which is a fair sample of
 *   the channel whatever came first.
 * - A private chat is one conversation: its evidence is weighed together.
 *
 * Title (`subject`) and description (as one more post) go in like posts.
 */
export interface Channel {
  see(message: Message): void;
  verdict(): ChannelVerdict;
}

/** A screen shows some twenty posts; a long scroll some hundred. */
const MAX_POSTS = 400;
/** Evidence that is kept of one post. */
const MAX_EVIDENCE = 40;
/** Points from which a post talks about the trade: it blames nobody, and speaks for its channel. */
const TALK = 3;

interface Post {
  readonly evidence: readonly Evidence[];
  readonly rules: readonly FamilyRule[];
}

interface Case {
  readonly family: FamilyRule['family'] | null;
  readonly level: Level;
  readonly evidence: readonly Evidence[];
  readonly posts: number;
}

export function createChannel(engine: Engine): Channel {
  const posts = new Map<number, Post>();
  let isPrivate = false;
  let partial = false;

  const see: Channel['see'] = (message) => {
    if (message.channel !== 'telegram') return;
    if (message.chat === 'private') isPrivate = true;
    if (message.truncated) partial = true;
    const print = fingerprint(normalise(message.text));
    if (print < 0 || posts.has(print)) return;
    if (posts.size >= MAX_POSTS) {
      const largest = Math.max(...posts.keys());
      if (print > largest) return;
      posts.delete(largest);
    }
    const evidence = engine.explain(message).evidence.slice(0, MAX_EVIDENCE);
    posts.set(print, { evidence, rules: engine.rulesFor(message) });
  };

  const verdict: Channel['verdict'] = () => {
    const sorted = [...posts].sort(([a], [b]) => a - b).map(([, post]) => post);
    const { family, level, evidence, posts: count } = isPrivate ? talk(sorted) : shop(sorted);
    return {
      family,
      level,
      findings: findingsOf(evidence),
      heldBack: null,
      partial,
      posts: count,
      engine: ENGINE_VERSION,
      revision: engine.revision,
    };
  };
  return { see, verdict };
}

const NOTHING: Case = { family: null, level: 'none', evidence: [], posts: 0 };

/** A conversation: what stands in it counts together, each pattern once. */
function talk(posts: readonly Post[]): Case {
  const bySource = new Map<string, Evidence>();
  for (const { evidence } of posts) {
    // Without places: those belong to single messages.
    for (const { family, signal, weight, phrase, source } of evidence) {
      if (!bySource.has(source)) bySource.set(source, { family, signal, weight, phrase, source });
    }
  }
  const { family, level, evidence } = weigh([...bySource.values()], posts[0]?.rules ?? []);
  return { family, level, evidence, posts: level === 'none' ? 0 : posts.length };
}

/** The strongest case of the rules, by how many posts make it. */
function shop(posts: readonly Post[]): Case {
  let best = NOTHING;
  let bestShare = 0;
  for (const rule of posts[0]?.rules ?? []) {
    const { posts: needed } = rule;
    if (!needed) continue;
    const { score, evidence, count } = tally(posts, rule);
    const enough = Math.max(0, needed.share * posts.length);
    let level: Level = 'none';
    if (score >= Math.max(needed.warning, enough)) level = 'warning';
    else if (score >= Math.max(needed.notice, enough / 2)) level = 'notice';
    if (level === 'none' || (level === 'notice' && best.level === 'warning')) continue;
    const share = score / needed.warning;
    if (level === best.level && share <= bestShare) continue;
    best = { family: rule.family, level, evidence, posts: count };
    bestShare = share;
  }
  return best;
}

function tally(
  posts: readonly Post[],
  rule: FamilyRule,
): { score: number; evidence: Evidence[]; count: number } {
  const feeds = new Set<string>(rule.feeds.map(({ family }) => family));
  const around = contextOf(posts, feeds);
  let score = 0;
  let count = 0;
  const evidence: Evidence[] = [];
  for (const post of posts) {
    if (talksAbout(post) >= TALK) {
      score--;
      continue;
    }
    if (!post.evidence.some(({ family }) => family === rule.family)) continue;
    const own = new Set(post.evidence.filter(({ family }) => feeds.has(family)).map(({ signal }) => signal));
    const others = around.filter(({ signal }) => !own.has(signal));
    const { level, points, evidence: used } = weigh([...post.evidence, ...others], [rule]);
    // A passage may be a case though the post as a whole speaks against it: no reason to blame a channel.
    if (level !== 'none' && points >= rule.notice) {
      score += level === 'warning' ? 2 : 1;
      count++;
      evidence.push(...used.slice(0, 4));
    }
  }
  evidence.sort((a, b) => b.weight - a.weight);
  return { score, evidence, count };
}

/**
 * What the other posts add to one: channels write the goods in one post and the
 * prices in the next. Of each signal that a post lacks it gets the strongest, at
 * half its weight and without its place.
 */
function contextOf(posts: readonly Post[], feeds: ReadonlySet<string>): Evidence[] {
  const context = new Map<Signal, Evidence>();
  for (const post of posts) {
    if (talksAbout(post) >= TALK) continue;
    for (const { family, signal, weight, phrase, source } of post.evidence) {
      if (!feeds.has(family) || AGAINST.has(signal)) continue;
      if ((context.get(signal)?.weight ?? 0) >= weight / 2) continue;
      context.set(signal, { family, signal, weight: weight / 2, phrase, source });
    }
  }
  return [...context.values()];
}

function talksAbout({ evidence }: Post): number {
  return evidence.reduce((sum, { signal, weight }) => sum + (signal === 'talks-about' ? weight : 0), 0);
}
