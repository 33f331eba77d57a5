import type { FileAsked } from '@/components/TelegramLine';
import type { Drawing, Line } from '@/entrypoints/telegram.content/draw';
import { riskOf } from '@/utils/detection/risky-file';
import { call } from '@/utils/rpc/client';
import type { TelegramClient } from '@/utils/schema/telegram';

/**
 * What the line at the foot of the page says: one thing at a time. A file that is
 * being saved comes before all else, for it waits for the reader.
 */
export interface Lines {
  /** Null: nothing any more. */
  say(state: Said | null): void;
  saying(): Said | null;
  /** The page saves a file of a chat. */
  saves(file: SavedFile): Promise<void>;
  /** The download of it waits for the reader. */
  waits(id: number, name: string): void;
}

type Said = Exclude<Line['state'], 'file'>;

export interface SavedFile {
  readonly name: string;
  /** Its chat is held; `shut`: and the reader does not see it, so that the hook has stopped it. */
  readonly flagged: boolean;
  readonly shut: boolean;
  /** What was written around it. */
  readonly text: string;
}

export interface LinesOptions {
  readonly drawing: Drawing;
  readonly client: TelegramClient;
  readonly guard: (work: Promise<unknown>) => void;
  readonly canTurnOff: () => boolean;
  readonly turnOff: () => Promise<unknown>;
}

const MAX_NAME_CHARS = 255;

export function createLines({ drawing, client, guard, canTurnOff, turnOff }: LinesOptions): Lines {
  let state: Said | null = null;
  let file: FileAsked | null = null;

  const draw = () => guard(drawing.line(current));
  const current = (): Line | null => {
    const shown = file === null ? state : 'file';
    if (shown === null) return null;
    return {
      state: shown,
      client,
      file,
      canTurnOff: canTurnOff(),
      onTurnOff: () => guard(turnOff()),
      onClose: () => {
        if (file !== null) return decide(true);
        // That it saves by itself is said once; that the protection is reduced, whenever it is.
        if (state !== 'reduced') guard(call({ call: 'told', client }));
        say(null);
      },
      onStop: () => decide(false),
    };
  };
  const say = (now: Said | null) => {
    state = now;
    draw();
  };
  const decide = (keep: boolean) => {
    const id = file?.download ?? null;
    if (id !== null) guard(call({ call: 'download', id, keep }));
    file = null;
    draw();
  };

  return {
    say,
    saying: () => state,
    async saves({ name: whole, flagged, shut, text }) {
      const name = whole.slice(0, MAX_NAME_CHARS);
      const risk = riskOf(name, text);
      const asks = flagged || risk !== null;
      if (asks) {
        file = { name, flagged, shut, risk, download: null };
        draw();
      }
      await call({ call: 'saving', name, asks: asks && !shut });
    },
    waits(id, name) {
      const known = file?.name === name ? file : { name, flagged: true, shut: false, risk: riskOf(name) };
      file = { ...known, download: id };
      draw();
    },
  };
}
