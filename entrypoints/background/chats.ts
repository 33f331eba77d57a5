import { judge } from '@/entrypoints/background/judge';
import { type Channel, createChannel } from '@/utils/detection/channel';
import type { JudgedChat, Replies } from '@/utils/rpc/protocol';
import type { Caller } from '@/utils/rpc/server';
import type { ChannelVerdict } from '@/utils/schema/channel';
import type { Family } from '@/utils/schema/family';
import { TELEGRAM_FAMILIES } from '@/utils/schema/limits';
import type { Message } from '@/utils/schema/message';
import type { ChatFacts } from '@/utils/schema/telegram';
import { flagChat, flagOf, unflagChat } from '@/utils/storage/flags';

/**
 * Chats on Telegram, judged as their posts come in.
 *
 * - One `Channel` for each tab and chat, in memory only. A background that slept
 *   has none, and asks for all of it again (`null`); so it does when the title
 *   changes, since posts are read under their title.
 * - A chat is held when its posts make a warning of a family that public chats
 *   have, when it is listed, or when it was flagged earlier in this session. A
 *   private chat is never held.
 * - Of a chat that was never opened the page knows its title and its last post. No
 *   verdict rests on that, but where they point to a case the picture and the preview
 *   in the list of chats wait until it is opened (`suspected`).
 * - Where much of a flagged chat was read and it is no case, the flag goes: a busy
 *   group may begin with three adverts.
 */

/** Tabs times chats that somebody really reads; the least lately told is told anew. */
const MAX_CHATS = 100;
/** Posts after which a verdict is more than a first impression. */
const ENOUGH_POSTS = 40;
/** Up to there it is what a list of chats shows. */
const FEW_POSTS = 2;

interface Kept {
  readonly channel: Channel;
  readonly title: string;
  readonly kind: ChatFacts['kind'];
  about: string;
  told: number;
}

const kept = new Map<string, Kept>();
const TRADES: ReadonlySet<Family> = new Set<Family>(TELEGRAM_FAMILIES);

export async function inspectChat(
  { chat, told }: { chat: ChatFacts; told: number },
  { tab }: Caller,
): Promise<Replies['inspect-chat']> {
  const { engine, listed } = await judge();
  const at = `${tab}:${chat.client}:${chat.peer}`;
  let known = kept.get(at);
  if (told > 0 && (known?.told !== told || known.title !== chat.title || known.kind !== chat.kind))
    return null;
  if (!known || told === 0) {
    known = { channel: createChannel(engine), title: chat.title, kind: chat.kind, about: '', told: 0 };
  }
  keep(at, known);
  for (const { text } of chat.posts) known.channel.see(messageOf(chat, text));
  if (chat.about !== known.about) {
    known.about = chat.about;
    known.channel.see(messageOf(chat, chat.about));
  }
  known.told += chat.posts.length;
  const isListed = await listed.has(chat.peer);
  const judged = await weighed(chat, known.channel.verdict(), isListed, known.told);
  const isHint = (text: string) => engine.inspect(messageOf(chat, text)).level !== 'none';
  const suspected =
    !judged.hold &&
    chat.kind !== 'private' &&
    known.told <= FEW_POSTS &&
    [chat.title, chat.about, ...chat.posts.map(({ text }) => text)].some(isHint);
  return { ...judged, suspected };
}

export function forgetChats(tab: number): void {
  for (const at of kept.keys()) if (at.startsWith(`${tab}:`)) kept.delete(at);
}

/** Another list judges from now on: all of it is to be told again. */
export function forgetAllChats(): void {
  kept.clear();
}

async function weighed(
  { peer, kind }: ChatFacts,
  verdict: ChannelVerdict,
  listed: boolean,
  told: number,
): Promise<Omit<JudgedChat, 'suspected'>> {
  if (kind === 'private') return { verdict, listed: false, hold: false, family: null };
  const isCase = verdict.level === 'warning' && verdict.family !== null && TRADES.has(verdict.family);
  // A session that cannot be written costs the memory of this chat, not its verdict.
  if (isCase || listed) {
    const family = isCase ? verdict.family : null;
    await flagChat(peer, { family }).catch(() => {});
    return { verdict, listed, hold: true, family };
  }
  const flag = await flagOf(peer).catch(() => null);
  if (flag && told >= ENOUGH_POSTS) await unflagChat(peer).catch(() => {});
  const hold = flag !== null && told < ENOUGH_POSTS;
  return { verdict, listed, hold, family: hold ? flag.family : null };
}

function keep(at: string, known: Kept): void {
  kept.delete(at);
  kept.set(at, known);
  const [oldest] = kept.keys();
  if (kept.size > MAX_CHATS && oldest !== undefined) kept.delete(oldest);
}

function messageOf({ kind, title }: ChatFacts, text: string): Message {
  return {
    channel: 'telegram',
    // What is not known to be private is judged as public.
    chat: kind === 'private' || kind === 'group' ? kind : 'broadcast',
    subject: title,
    text,
    truncated: false,
    to: [],
    attachments: [],
    links: [],
    images: 0,
    hidden: { characters: 0, ways: [] },
  };
}
