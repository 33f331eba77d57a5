import type { JudgedChat } from '@/utils/rpc/protocol';
import { MAX_CHAT_POSTS, MAX_POSTS_AT_ONCE } from '@/utils/schema/limits';
import type { ChatFacts, PeerId, Post } from '@/utils/schema/telegram';

/**
 * What this page knows of its chats, and what is thought of them.
 *
 * Facts come from two sides: the hook, which sees what the app receives, and the
 * page as it is drawn. The hook's words win: what the page shows of a post that
 * the hook has told is the same text once more, without its hidden links.
 *
 * Only news is told to the background. It keeps what it was told in memory, and
 * may have slept since: then it asks for all of it again, which is why the posts
 * are kept here, bounded. One chat is told in order; chats do not wait for each
 * other.
 */
export interface Chats {
  /** From the hook. @throws CallError */
  hear(facts: ChatFacts): Promise<JudgedChat>;
  /** From the page. @throws CallError */
  see(facts: ChatFacts): Promise<JudgedChat>;
  /** What was thought of it last. */
  of(peer: PeerId): JudgedChat | null;
  facts(peer: PeerId): Omit<ChatFacts, 'posts'> | null;
  /** All that are known. */
  peers(): PeerId[];
  /** Its newest texts, in one: what was written around a file. */
  lastWords(peer: PeerId): string;
}

/** Chats of a long list, most of them known by their picture alone. */
const MAX_CHATS = 200;
/** A password is written right before its file, or right after. */
const LAST_POSTS = 20;

interface Known {
  head: Omit<ChatFacts, 'posts'>;
  readonly posts: Map<string, Post>;
  readonly heard: Set<string>;
  /** Posts that the background was told since it last began with this chat. */
  told: number;
  judged: JudgedChat | null;
  turn: Promise<unknown>;
}

export type Ask = (chat: ChatFacts, told: number) => Promise<JudgedChat | null>;

export function createChats(ask: Ask): Chats {
  const chats = new Map<PeerId, Known>();

  const knownOf = (facts: ChatFacts): Known => {
    const { posts: _, ...head } = facts;
    const known = chats.get(facts.peer) ?? {
      head,
      posts: new Map(),
      heard: new Set(),
      told: 0,
      judged: null,
      turn: Promise.resolve(),
    };
    chats.delete(facts.peer);
    chats.set(facts.peer, known);
    const [oldest] = chats.keys();
    if (chats.size > MAX_CHATS && oldest !== undefined) chats.delete(oldest);
    return known;
  };

  const take = (facts: ChatFacts, byHook: boolean): Promise<JudgedChat> => {
    const known = knownOf(facts);
    known.head = joined(known.head, facts, byHook);
    const news: Post[] = [];
    for (const post of facts.posts) {
      if (byHook) known.heard.add(post.id);
      else if (known.heard.has(post.id)) continue;
      if (known.posts.get(post.id)?.text === post.text) continue;
      known.posts.delete(post.id);
      known.posts.set(post.id, post);
      news.push(post);
    }
    for (const id of [...known.posts.keys()].slice(0, -MAX_CHAT_POSTS)) {
      known.posts.delete(id);
      known.heard.delete(id);
    }
    const turn = known.turn.then(() => tell(known, news));
    known.turn = turn.catch(() => {});
    return turn;
  };

  const tell = async (known: Known, news: readonly Post[]): Promise<JudgedChat> => {
    const judged = (await tellSome(known, news)) ?? (await tellAll(known));
    known.judged = judged;
    return judged;
  };

  const tellSome = async (known: Known, posts: readonly Post[]): Promise<JudgedChat | null> => {
    let judged: JudgedChat | null = null;
    for (let at = 0; at === 0 || at < posts.length; at += MAX_POSTS_AT_ONCE) {
      const some = posts.slice(at, at + MAX_POSTS_AT_ONCE);
      judged = await ask({ ...known.head, posts: some }, known.told);
      if (judged === null) return null;
      known.told += some.length;
    }
    return judged;
  };

  const tellAll = async (known: Known): Promise<JudgedChat> => {
    known.told = 0;
    const judged = await tellSome(known, [...known.posts.values()]);
    // It slept again in between, within milliseconds: that is no sleep.
    if (judged === null) throw new Error('the background keeps forgetting');
    return judged;
  };

  return {
    hear: (facts) => take(facts, true),
    see: (facts) => take(facts, false),
    of: (peer) => chats.get(peer)?.judged ?? null,
    facts: (peer) => chats.get(peer)?.head ?? null,
    peers: () => [...chats.keys()],
    lastWords: (peer) => {
      const posts = [...(chats.get(peer)?.posts.values() ?? [])].slice(-LAST_POSTS);
      return posts.map(({ text }) => text).join('\n');
    },
  };
}

/** What is news wins over what was known, what is empty never does; the page only fills gaps. */
function joined(before: Known['head'], facts: ChatFacts, byHook: boolean): Known['head'] {
  const [first, second] = byHook ? [facts, before] : [before, facts];
  return {
    client: before.client,
    peer: before.peer,
    kind: first.kind ?? second.kind,
    title: first.title || second.title,
    username: first.username || second.username,
    about: first.about || second.about,
    members: first.members ?? second.members,
  };
}
