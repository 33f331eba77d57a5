import { render } from 'preact';
import noticeCss from '@/assets/theme/notice.css?inline';
import { ChatNotice } from '@/components/ChatNotice';
import { helpDesks } from '@/utils/report/targets';
import type { JudgedChat, Words } from '@/utils/rpc/protocol';
import type { PeerId } from '@/utils/schema/telegram';
import { type Box, type Followed, followBox } from '@/utils/shield/follow-box';
import { type Mount, mount } from '@/utils/shield/mount';

/** A private chat in which somebody is put under pressure. */
export interface Pressed {
  readonly peer: PeerId;
  readonly verdict: JudgedChat['verdict'];
  readonly family: 'bluff' | 'real-images';
  readonly level: 'notice' | 'warning';
}

/** It stands over the top of the column. */
export interface NoticeOptions extends Followed {
  readonly page: Document;
  readonly onClose: (peer: PeerId) => void;
  readonly signal: AbortSignal;
}

export interface ChatNotices {
  show(pressed: Pressed, words: Words): void;
  hide(): void;
}

/** Heads of chats are 56 px high in both clients. */
const HEAD_PX = 64;
const EDGE_PX = 8;
/** Of the height of the chat: its last messages and the field to write stay free. */
const SHARE = 0.5;

export function createNotices({ page, column, list, onClose, signal }: NoticeOptions): ChatNotices {
  let life: AbortController | null = null;
  let mounted: Mount | null = null;

  const open = (): Mount | null => {
    const mine = new AbortController();
    const current = AbortSignal.any([signal, mine.signal]);
    const made = mount(page, {
      name: 'unbluff-notice',
      css: noticeCss,
      place: (host) => {
        page.documentElement.append(host);
        return true;
      },
      signal: current,
    });
    if (!made) return null;
    const box = page.createElement('style');
    made.root.append(box);
    followBox(page, { column, list }, (now) => (box.textContent = place(now)), current);
    life = mine;
    return made;
  };

  return {
    show({ peer, verdict, family, level }, words) {
      mounted ??= open();
      if (!mounted) return;
      render(
        <ChatNotice
          key={peer}
          words={words}
          family={family}
          level={level}
          findings={verdict.findings}
          desks={helpDesks(words.country, words.language, family, words.desks)}
          onClose={() => onClose(peer)}
        />,
        mounted.container,
      );
    },
    hide() {
      if (mounted) render(null, mounted.container);
      life?.abort();
      mounted = null;
    },
  };
}

function place({ left, top, width, height }: Box): string {
  return `:host{left:${left + EDGE_PX}px!important;top:${top + HEAD_PX}px!important;width:${width - 2 * EDGE_PX}px!important;max-height:${Math.round(height * SHARE)}px!important}`;
}
