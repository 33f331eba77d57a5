import * as z from 'zod/mini';
import type { ChannelVerdict } from '@/utils/schema/channel';
import type { Country } from '@/utils/schema/country';
import type { Desk } from '@/utils/schema/desk';
import { Family } from '@/utils/schema/family';
import type { FeedFailure, ListChange } from '@/utils/schema/feed-state';
import type { SiteFixes } from '@/utils/schema/fix';
import { Found } from '@/utils/schema/found';
import { MailHead } from '@/utils/schema/head';
import type { JournalEntry, ReportEntry } from '@/utils/schema/journal';
import type { Language } from '@/utils/schema/language';
import { Level } from '@/utils/schema/level';
import { Message } from '@/utils/schema/message';
import type { Picked } from '@/utils/schema/picked';
import { type PendingReport, ReportPlan } from '@/utils/schema/report';
import { Settings } from '@/utils/schema/settings';
import { Against } from '@/utils/schema/signal';
import { PageState, SiteId } from '@/utils/schema/site';
import { ChatFacts, PeerId, TelegramClient } from '@/utils/schema/telegram';
import { TelegramState } from '@/utils/schema/telegram-state';
import type { Verdict } from '@/utils/schema/verdict';

/**
 * Everything that the extension says to itself. Content scripts and our own
 * pages call, the background answers. A call is parsed where it arrives: a
 * content script lives in a hostile page, and what it sends is data.
 */

const key = z.string().check(z.minLength(1), z.maxLength(500));
const origin = z.string().check(z.minLength(1), z.maxLength(300));

/** What is wrong, where the reader looks for it (popup). */
export const Trouble = z.enum([
  'page-changed',
  'no-permission',
  'list-unreadable',
  'background-broken',
  'page-fights',
]);
export type Trouble = z.infer<typeof Trouble>;

/** A mail that stands warned about. No findings: they quote the mail, and this is kept while the tab lives. */
export const MailState = z.object({ key, family: Family, level: Level, dismissed: z.boolean() });
export type MailState = z.infer<typeof MailState>;

/** Calls that content scripts make. */
export const PageCall = z.discriminatedUnion('call', [
  z.object({ call: z.literal('hello'), site: SiteId }),
  z.object({
    call: z.literal('inspect'),
    site: SiteId,
    key,
    message: Message,
    /** Its head stands in a document of another origin. */
    headless: z.optional(z.boolean()),
  }),
  /** The head of the open mail, from the page that has it. */
  z.object({ call: z.literal('head'), site: SiteId, head: MailHead }),
  z.object({ call: z.literal('words') }),
  z.object({ call: z.literal('show'), what: z.enum(['mail', 'hosted', 'show', 'note', 'cover']) }),
  z.object({ call: z.literal('marks'), site: SiteId, keys: z.array(key).check(z.maxLength(500)) }),
  z.object({ call: z.literal('dismiss'), site: SiteId, key, on: z.boolean() }),
  z.object({
    call: z.literal('state'),
    site: SiteId,
    page: PageState,
    mails: z.array(MailState).check(z.maxLength(50)),
    /** Why an open mail without a warning has none, although there was evidence. */
    heldBack: z.nullable(Against),
    trouble: z.nullable(Trouble),
    /** What was recognised of a page that has changed. */
    found: z.nullable(Found),
  }),
  z.object({
    call: z.literal('report'),
    site: SiteId,
    family: Family,
    plan: ReportPlan,
    file: z.nullable(z.string().check(z.maxLength(255))),
  }),
  /** Telegram begins: may we look? */
  z.object({ call: z.literal('telegram'), client: TelegramClient }),
  /** `told`: how many posts of this chat this document told before; 0 begins anew. */
  z.object({ call: z.literal('inspect-chat'), chat: ChatFacts, told: z.number() }),
  /** The reader has answered that this client saves media by itself: it is said only once. */
  z.object({ call: z.literal('told'), client: TelegramClient }),
  /** The page begins to save a file; `asks`: it is to be held until the reader has decided. */
  z.object({ call: z.literal('saving'), name: z.string().check(z.maxLength(255)), asks: z.boolean() }),
  /** The reader has decided about a download. */
  z.object({ call: z.literal('download'), id: z.number(), keep: z.boolean() }),
  /** The reader lets this tab show a chat: other tabs may fetch for it. */
  z.object({ call: z.literal('lend'), peer: PeerId, on: z.boolean() }),
  z.object({ call: z.literal('telegram-state'), state: TelegramState }),
  z.object({ call: z.literal('pending') }),
  z.object({ call: z.literal('pending-done'), outcome: z.enum(['attached', 'missing', 'sent', 'given-up']) }),
]);
export type PageCall = z.infer<typeof PageCall>;

/** Calls that only our own pages (popup, options, welcome, report) make. */
export const OwnCall = z.discriminatedUnion('call', [
  z.object({ call: z.literal('tab'), tab: z.number() }),
  z.object({ call: z.literal('pause'), origin, on: z.boolean() }),
  z.object({ call: z.literal('settings') }),
  z.object({ call: z.literal('set-settings'), settings: Settings }),
  z.object({ call: z.literal('journal') }),
  z.object({ call: z.literal('erase') }),
  z.object({ call: z.literal('list') }),
  z.object({ call: z.literal('check-lists') }),
  z.object({ call: z.literal('list-text') }),
  z.object({ call: z.literal('waiting') }),
  z.object({ call: z.literal('consented') }),
  z.object({ call: z.literal('check'), tab: z.number() }),
  z.object({ call: z.literal('checked'), id: z.string().check(z.maxLength(64)) }),
  /** The reader opened a mailbox for a report of a text that they had checked. */
  z.object({
    call: z.literal('checked-reported'),
    family: Family,
    target: z.string().check(z.minLength(1), z.maxLength(80)),
    copied: z.boolean(),
  }),
]);
export type OwnCall = z.infer<typeof OwnCall>;

export const Call = z.union([PageCall, OwnCall]);
export type Call = z.infer<typeof Call>;

/** What the reader's words are made of: strings by key, with `{name}` places, and who helps where they live. */
export interface Words {
  language: Language;
  country: Country;
  strings: Record<string, string>;
  /** Desks of this country, all kinds. */
  desks: Desk[];
}

/** What is thought of a chat on Telegram, from all that was told of it. */
export interface JudgedChat {
  verdict: ChannelVerdict;
  listed: boolean;
  /** Its media is not to be loaded. */
  hold: boolean;
  /** Little of it is known, and that points to a case: what the list of chats shows of it waits until it is opened. */
  suspected: boolean;
  /** What it is held for, also where that was found out earlier in this session; null: it is listed, or is not held. */
  family: Family | null;
}

/** What a content script is told before it reads anything. */
export interface Start {
  paused: boolean;
  marks: boolean;
  /** Anchors of this site that the list brings. */
  fixes: SiteFixes;
}

/**
 * What content scripts are told without having asked: ask `hello` again; make
 * the call `state` now; ask `marks` again; judge mails without a head again; say
 * the head of this mail; do what the report button of this
 * mail's shield does (the popup has one too).
 */
export const Tell = z.union([
  z.object({
    tell: z.enum(['settings-changed', 'say-state', 'marks-changed', 'head-changed', 'auto-download-off']),
  }),
  z.object({ tell: z.literal('say-head'), key }),
  z.object({ tell: z.literal('report'), key }),
  /** A download of this page waits: ask. */
  z.object({ tell: z.literal('file'), id: z.number(), name: z.string() }),
  /** Another tab of Telegram shows this chat, or does so no more. */
  z.object({ tell: z.literal('lend'), peer: PeerId, on: z.boolean() }),
]);
export type Tell = z.infer<typeof Tell>;

export interface TabState {
  origin: string;
  site: SiteId | null;
  page: PageState;
  mails: MailState[];
  heldBack: Against | null;
  trouble: Trouble | null;
  found: Found | null;
  paused: boolean;
  /** Null: not Telegram. */
  telegram: TelegramState | null;
}

export interface ListInUse {
  revision: number;
  /** ISO 8601. */
  made: string;
  source: 'seed' | 'feed';
}

/** The list that protects, and how it stands with newer ones. Times in milliseconds since 1970. */
export interface ListState extends ListInUse {
  /** False: this build asks nobody for lists. */
  hasFeed: boolean;
  isChecking: boolean;
  /** The last check, whatever came of it. */
  checked: number | null;
  /** Why the last check brought nothing; null when it came to its end. */
  failure: FeedFailure | null;
  change: ListChange | null;
  /** Patterns of the list that are switched off. */
  off: number;
}

/** The answer to each call. */
export interface Replies {
  hello: Start;
  /** `head`: what was joined with a message without one. */
  inspect: { verdict: Verdict; dismissed: boolean; head: MailHead | null };
  head: null;
  words: Words;
  /** `told`: the reader has answered that Telegram saves media by itself. */
  telegram: { paused: boolean; told: boolean };
  told: null;
  /** Null: what was told before is no longer known here (a background that slept), or the title is news: tell it all anew. */
  'inspect-chat': JudgedChat | null;
  saving: null;
  download: null;
  lend: null;
  'telegram-state': null;
  show: null;
  /** Only keys that have a verdict above `none` and were not dismissed. */
  marks: Record<string, { family: Family; level: Level }>;
  dismiss: null;
  state: null;
  /** `consent`: our own page was opened to ask first (Firefox). */
  report: { opened: 'compose' | 'consent' };
  pending: PendingReport | null;
  /** `again`: the compose window is being opened anew. */
  'pending-done': { again: boolean };
  tab: TabState;
  check: null;
  /** Null when it is no longer known. */
  checked: { picked: Picked; verdict: Verdict } | null;
  'checked-reported': null;
  pause: null;
  settings: Settings;
  'set-settings': Settings;
  journal: { verdicts: JournalEntry[]; reports: ReportEntry[] };
  erase: null;
  list: ListState;
  /** Looking for lists has begun; `list` says when it has ended. */
  'check-lists': null;
  'list-text': { revision: number; text: string };
  waiting: PendingReport | null;
  consented: null;
}

export type Reply<C extends Call> = C extends { call: infer N extends keyof Replies } ? Replies[N] : never;
