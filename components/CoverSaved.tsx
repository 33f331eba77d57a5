import { useState } from 'preact/hooks';
import { trusted } from '@/components/trusted';
import type { Text } from '@/utils/i18n/text';

interface Props {
  /** Files of this chat that lie in the browser. */
  count: number;
  removed: boolean;
  text: Text;
  onRemove: () => void;
}

/**
 * Media of the chat that was saved before it was known. Neutral: what to do is the
 * reader's choice, and police forces give opposite advice. Never in one press.
 */
export function CoverSaved({ count, removed, text, onRemove }: Props) {
  const [asked, setAsked] = useState(false);
  if (count === 0 && !removed) return null;
  return (
    <div class="gap saved" data-saved={count}>
      <h3 class="h">{text('telegram.saved')}</h3>
      <div role="status">
        <p>
          {removed && count === 0 ? text('telegram.saved.removed') : text('telegram.saved.count', { count })}
        </p>
      </div>
      {count > 0 && <p>{text('telegram.saved.first')}</p>}
      {count > 0 && (
        <div class="acts">
          {asked ? (
            <>
              <button type="button" data-action="remove" onClick={trusted(onRemove)}>
                {text('telegram.saved.sure')}
              </button>
              <button type="button" class="quiet" data-action="keep" onClick={trusted(() => setAsked(false))}>
                {text('telegram.saved.keep')}
              </button>
            </>
          ) : (
            <button type="button" data-action="ask-remove" onClick={trusted(() => setAsked(true))}>
              {text('telegram.saved.remove')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
