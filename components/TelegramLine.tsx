import { useEffect, useState } from 'preact/hooks';
import { trusted } from '@/components/trusted';
import { createText, type Text } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { FileRisk } from '@/utils/schema/file-risk';
import type { TelegramClient } from '@/utils/schema/telegram';

/**
 * One calm line at the foot of the page: that Telegram saves media by itself, that
 * the protection is reduced, or that a file is being saved. It takes no focus and
 * goes when it is answered.
 *
 * `saves` (asks), `working`, `off`, `failed`: how turning it off goes.
 */
export interface TelegramLineProps {
  words: Pick<Words, 'language' | 'strings'>;
  client: TelegramClient;
  state: 'saves' | 'working' | 'off' | 'failed' | 'reduced' | 'file';
  file: FileAsked | null;
  /** Turning it off is worth offering: it is on, or nobody knows. */
  canTurnOff: boolean;
  onTurnOff: () => void;
  /** The reader has read it; a file that waits is then saved. */
  onClose: () => void;
  /** The file is not to be saved. */
  onStop: () => void;
}

export interface FileAsked {
  readonly name: string;
  /** Of a chat that is warned of. */
  readonly flagged: boolean;
  /** It was not saved at all: its chat is covered. */
  readonly shut: boolean;
  readonly risk: FileRisk | null;
  /** The browser's number of the download that waits; null: nothing waits, or we cannot see downloads. */
  readonly download: number | null;
}

export function TelegramLine(props: TelegramLineProps) {
  const { words, state, file, canTurnOff, onTurnOff, onClose, onStop } = props;
  const text = createText(words.strings);
  const sentence = sentenceOf(props, text);
  const asks = (state === 'saves' || state === 'reduced') && canTurnOff;
  const waits = state === 'file' && file !== null && file.download !== null;
  const [said, setSaid] = useState('');
  useEffect(() => setSaid(sentence), [sentence]);
  return (
    <section
      class="ub note"
      lang={words.language}
      dir="ltr"
      aria-label={text('telegram.line')}
      data-state={state}
    >
      <p role="status">{said}</p>
      <div class="acts">
        {asks && (
          <button type="button" data-action="auto-download-off" onClick={trusted(onTurnOff)}>
            {text('telegram.saves.turn')}
          </button>
        )}
        {waits && (
          <button type="button" data-action="stop" onClick={trusted(onStop)}>
            {text('telegram.file.stop')}
          </button>
        )}
        {state !== 'working' && (
          <button type="button" class="quiet" data-action="close" onClick={trusted(onClose)}>
            {text(waits ? 'telegram.file.keep' : state === 'saves' ? 'telegram.saves.keep' : 'compose.close')}
          </button>
        )}
      </div>
    </section>
  );
}

function sentenceOf({ state, client, file }: TelegramLineProps, text: Text): string {
  switch (state) {
    case 'saves':
      return text('telegram.saves.on');
    case 'working':
      return text('telegram.saves.working');
    case 'off':
      return `${text('telegram.saves.off')} ${text(`telegram.saves.still.${client}`)}`;
    case 'failed':
      return text('telegram.saves.failed');
    case 'reduced':
      return text('telegram.reduced');
    case 'file':
      return file === null ? '' : fileText(file, text);
  }
}

function fileText({ name, flagged, shut, risk }: FileAsked, text: Text): string {
  if (shut) return text('telegram.file.shut', { name });
  const sentences = [
    ...(flagged ? [text('telegram.file.flagged', { name })] : []),
    ...(risk === null ? [] : [text(`telegram.file.${risk}`, { name }), text('telegram.file.open')]),
  ];
  return sentences.join(' ');
}
