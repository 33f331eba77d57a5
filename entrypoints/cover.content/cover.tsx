import { render } from 'preact';
import coverCss from '@/assets/theme/cover.css?inline';
import { Cover, type CoverProps } from '@/components/Cover';
import { fill } from '@/utils/i18n/text';
import { copyText } from '@/utils/report/clipboard';
import { helpDesks, reportTarget } from '@/utils/report/targets';
import type { JudgedChat, Words } from '@/utils/rpc/protocol';
import type { Family } from '@/utils/schema/family';
import type { ChatFacts } from '@/utils/schema/telegram';
import { watchCover } from '@/utils/shield/cover';
import { type Followed, followBox } from '@/utils/shield/follow-box';
import { type Mount, mount } from '@/utils/shield/mount';

/** A chat that is covered, with all that its cover says. */
export interface Covered {
  readonly chat: Omit<ChatFacts, 'posts'>;
  readonly judged: JudgedChat;
  /** Its media is kept from loading. */
  readonly held: boolean;
  /** Its media that lies in this browser from before. */
  readonly saved: { readonly count: number; readonly removed: boolean };
}

/** It lies over the column, and leaves the list free. */
export interface CoverOptions extends Followed {
  readonly page: Document;
  readonly onLeave: () => void;
  readonly onShow: (chat: Covered['chat']) => void;
  readonly onRemove: (chat: Covered['chat']) => void;
  /** The page takes the cover away or lies over it. */
  readonly onFight: () => void;
  readonly signal: AbortSignal;
}

/** The cover of one page of Telegram: at most one, over the chat in front. */
export interface TelegramCover {
  show(covered: Covered, words: Words): void;
  hide(): void;
}

/** Trades that a mailbox for bad links and fraud takes reports of; the others belong to the police and to hotlines. */
const BY_MAIL: ReadonlySet<Family> = new Set<Family>(['scam-kit', 'darkweb', 'forged-papers']);
const MAX_COPIED_PHRASES = 8;

export function createCover(options: CoverOptions): TelegramCover {
  const { page, column, list, onLeave, onShow, onRemove, onFight, signal } = options;
  let life: AbortController | null = null;
  let mounted: Mount | null = null;
  let copied = '';

  const open = (): Mount | null => {
    const mine = new AbortController();
    const current = AbortSignal.any([signal, mine.signal]);
    const made = mount(page, {
      name: 'unbluff-cover',
      css: coverCss,
      place: (host) => {
        page.documentElement.append(host);
        return true;
      },
      onFight,
      signal: current,
    });
    if (!made) return null;
    const box = page.createElement('style');
    made.root.append(box);
    const onBox = ({ left, top, width, height }: Record<'left' | 'top' | 'width' | 'height', number>) => {
      box.textContent = `:host{left:${left}px!important;top:${top}px!important;width:${width}px!important;height:${height}px!important}`;
    };
    followBox(page, { column, list }, onBox, current);
    watchCover(made.host, onFight, current);
    life = mine;
    return made;
  };

  const hide = () => {
    if (mounted) render(null, mounted.container);
    life?.abort();
    life = null;
    mounted = null;
    copied = '';
  };

  const show = (covered: Covered, words: Words) => {
    const { chat, judged, held, saved } = covered;
    const { verdict, listed, family } = judged;
    mounted ??= open();
    if (!mounted) return;
    const found = verdict.family === family ? verdict.findings : [];
    const props: CoverProps = {
      words,
      family,
      listed,
      findings: found,
      posts: verdict.family === family ? verdict.posts : 0,
      held,
      desks: helpDesks(words.country, words.language, family, words.desks),
      address: addressFor(family, words),
      copied: copied === chat.peer,
      saved,
      onLeave,
      onShow: () => onShow(chat),
      onRemove: () => onRemove(chat),
      onCopy: () => {
        void copyText(page, reportText(covered, words)).then((done) => {
          if (!done || !mounted) return;
          copied = chat.peer;
          show(covered, words);
        });
      },
    };
    // Another chat is another cover: the focus comes in anew.
    render(<Cover key={chat.peer} {...props} />, mounted.container);
  };

  return { show, hide };
}

function addressFor(family: Family | null, { country, language, desks }: Words): string | null {
  if (family === null || !BY_MAIL.has(family)) return null;
  return reportTarget(country, language, 'bluff', desks)?.address ?? null;
}

/** Links and words, never media. Of chats with abused children not even their words. */
function reportText({ chat, judged: { family, verdict } }: Covered, { strings }: Words): string {
  const phrases = family === null || family === 'minors' ? [] : verdict.findings.map(({ phrase }) => phrase);
  const words = [...new Set(phrases.filter((phrase) => phrase !== ''))].slice(0, MAX_COPIED_PHRASES);
  return fill(strings['telegram.report.words'] ?? '', {
    title: chat.title,
    link: chat.username ? `https://t.me/${chat.username}` : `Telegram id ${chat.peer}`,
    what: family === null ? '–' : (strings[`family.${family}`] ?? family),
    words: words.length > 0 ? words.map((word) => `“${word}”`).join(', ') : '–',
  });
}
