import { trusted } from '@/components/trusted';
import type { Text, WordKey } from '@/utils/i18n/text';
import type { Family } from '@/utils/schema/family';
import { TELEGRAM_FAMILIES } from '@/utils/schema/limits';
import type { TelegramState } from '@/utils/schema/telegram-state';

/** The popup over Telegram Web: how far the protection reaches, what the open chat is, and what Telegram saves by itself. */
export interface TelegramPanelProps {
  state: TelegramState;
  /** How turning it off goes; null: not asked for. */
  turning: 'working' | 'failed' | null;
  text: Text;
  onTurnOff: () => void;
}

export function TelegramPanel({ state, turning, text, onTurnOff }: TelegramPanelProps) {
  const { protection, client, saves } = state;
  return (
    <>
      {protection === 'reduced' ? (
        <div class="block notice" data-protection={protection}>
          <h2>{text('trouble.title')}</h2>
          <p>{text('telegram.reduced')}</p>
        </div>
      ) : (
        <p class="block" data-protection={protection}>
          {text(`telegram.popup.${protection}`)}
        </p>
      )}
      <p class="block" data-chat={state.open?.flagged ?? ''}>
        {chatText(state.open, text)}
      </p>
      <div class="block" data-saves={String(saves)}>
        <p>{text(`telegram.popup.saves.${saves === null ? 'unknown' : saves ? 'on' : 'off'}`)}</p>
        {saves === false && client !== null && <p class="small">{text(`telegram.saves.still.${client}`)}</p>}
        {turning === 'failed' && saves !== false && <p>{text('telegram.saves.failed')}</p>}
        {saves !== false && (
          <div class="acts">
            <button
              type="button"
              data-action="auto-download-off"
              aria-disabled={turning === 'working'}
              onClick={trusted(() => {
                if (turning !== 'working') onTurnOff();
              })}
            >
              {text(turning === 'working' ? 'telegram.saves.working' : 'telegram.saves.turn')}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

/** What a chat is, in one sentence. */
export function chatIs(family: Family | null): WordKey {
  const one = TELEGRAM_FAMILIES.find((each) => each === family);
  return one === undefined ? 'telegram.is.listed' : `telegram.is.${one}`;
}

function chatText(open: TelegramState['open'], text: Text): string {
  if (open === null) return text('telegram.popup.none');
  const { family, level, flagged, shown } = open;
  if (flagged)
    return shown ? `${text(chatIs(family))} ${text('telegram.popup.shown')}` : text(chatIs(family));
  if (family !== null && level !== 'none')
    return text('telegram.popup.maybe', { family: text(`family.${family}`) });
  return text('telegram.popup.clear');
}
