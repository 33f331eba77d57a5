import type { createCover } from '@/entrypoints/cover.content/cover';
import type { createLine } from '@/entrypoints/cover.content/line';
import type { createNotices } from '@/entrypoints/cover.content/notice';
import type { attendCompose } from '@/entrypoints/note.content/compose';
import type { createMarks } from '@/entrypoints/show.content/marks';
import type { createShields } from '@/entrypoints/show.content/shields';

export interface Show {
  readonly createShields: typeof createShields;
  readonly createMarks: typeof createMarks;
}

export interface Note {
  readonly attendCompose: typeof attendCompose;
}

export interface CoverScript {
  readonly createCover: typeof createCover;
  readonly createLine: typeof createLine;
  readonly createNotices: typeof createNotices;
}

/** What our scripts of one page share: the global object of their isolated world, which the page cannot see. */
export type Scope = typeof globalThis & {
  unbluffShow?: Show;
  unbluffNote?: Note;
  unbluffCover?: CoverScript;
  /** Ends what an earlier run left (update, enabling a site twice). */
  endUnbluff?: () => void;
};
