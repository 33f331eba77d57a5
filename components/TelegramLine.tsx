import { useEffect, useState } from 'preact/hooks';
import { trusted } from '@/components/trusted';
import { createText, type Text } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { TelegramClient } from '@/utils/schema/telegram';

/**
 * One calm line at the foot of the page: that Telegram saves media by itself, or
 * that the protection is reduced. It takes no focus and goes when it is answered.
 *
 * `saves` (asks), `working`, `off`, `failed`: how turning it off goes.
 */
export interface TelegramLineProps {
  words: Pick<Words, 'language' | 'strings'>;
  client: TelegramClient;
  state: 'saves' | 'working' | 'off' | 'failed' | 'reduced';
  /** Turning it off is worth offering: it is on, or nobody knows. */
  canTurnOff: boolean;
  onTurnOff: () => void;
  onClose: () => void;
}

export function TelegramLine(props: TelegramLineProps) {
  const { words, state, canTurnOff, onTurnOff, onClose } = props;
  const text = createText(words.strings);
  const sentence = sentenceOf(props, text);
  const asks = (state === 'saves' || state === 'reduced') && canTurnOff;
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
        {state !== 'working' && (
          <button type="button" class="quiet" data-action="close" onClick={trusted(onClose)}>
            {text(state === 'saves' ? 'telegram.saves.keep' : 'compose.close')}
          </button>
        )}
      </div>
    </section>
  );
}

function sentenceOf({ state, client }: TelegramLineProps, text: Text): string {
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
  }
}
