import type { TelegramLineProps } from '@/components/TelegramLine';
import type { Covered, CoverOptions, TelegramCover } from '@/entrypoints/cover.content/cover';
import type { PageLine } from '@/entrypoints/cover.content/line';
import type { ChatNotices, NoticeOptions, Pressed } from '@/entrypoints/cover.content/notice';
import type { CoverScript, Scope } from '@/entrypoints/show.content/scope';
import { call } from '@/utils/rpc/client';
import { CallError } from '@/utils/rpc/error';
import type { Words } from '@/utils/rpc/protocol';

/**
 * What stands on the page of Telegram: a cover and a line, drawn by a script of its
 * own that is brought in when there is first something to draw. What is to be seen
 * is asked when it can be drawn: by then it may be something else, or nothing.
 */
export interface Drawing {
  /** @throws CallError */
  cover(covered: () => Covered | null): Promise<void>;
  /** @throws CallError */
  notice(pressed: () => Pressed | null): Promise<void>;
  /** @throws CallError */
  line(line: () => Line | null): Promise<void>;
  forgetWords(): void;
}

export type Line = Omit<TelegramLineProps, 'words'>;

export function createDrawing(options: CoverOptions & NoticeOptions): Drawing {
  const { page, signal } = options;
  let cover: TelegramCover | null = null;
  let line: PageLine | null = null;
  let notices: ChatNotices | null = null;
  let script: Promise<CoverScript> | null = null;
  let words: Promise<Words> | null = null;

  const bring = async (): Promise<[CoverScript, Words]> => {
    script ??= bringScript();
    words ??= call({ call: 'words' });
    try {
      return await Promise.all([script, words]);
    } catch (error) {
      script = null;
      words = null;
      throw error;
    }
  };

  return {
    async cover(covered) {
      if (!covered()) return cover?.hide();
      const [brought, said] = await bring();
      const now = covered();
      if (signal.aborted || !now) return;
      cover ??= brought.createCover(options);
      cover.show(now, said);
    },
    async notice(pressed) {
      if (!pressed()) return notices?.hide();
      const [brought, said] = await bring();
      const now = pressed();
      if (signal.aborted || !now) return;
      notices ??= brought.createNotices(options);
      notices.show(now, said);
    },
    async line(wanted) {
      if (!wanted()) return line?.hide();
      const [brought, said] = await bring();
      const now = wanted();
      if (signal.aborted || !now) return;
      line ??= brought.createLine(page, signal);
      line.show({ ...now, words: said });
    },
    forgetWords: () => {
      words = null;
    },
  };
}

async function bringScript(): Promise<CoverScript> {
  await call({ call: 'show', what: 'cover' });
  const brought = (globalThis as Scope).unbluffCover;
  if (!brought) throw new CallError('failed');
  return brought;
}
