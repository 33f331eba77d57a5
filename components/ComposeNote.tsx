import { useEffect, useState } from 'preact/hooks';
import { Icon } from '@/components/Icon';
import { trusted } from '@/components/trusted';
import { createText } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { SiteId } from '@/utils/schema/site';

/** What became of the original in the message that is to be sent. `save-first`: the webmail cannot attach it, so it was saved as `name`. `copied`: it could not be had, its text is on the clipboard. */
export type ComposeState = 'checking' | 'attached' | 'missing' | 'failed' | 'save-first' | 'copied';

export interface ComposeNoteProps {
  words: Pick<Words, 'language' | 'strings'>;
  /** The webmail that it is written in. */
  site: SiteId;
  state: ComposeState;
  /** Recipient, for doing it by hand. */
  address: string;
  /** File name of the saved original; only read in `save-first`. */
  name: string;
  onClose: () => void;
}

const BY_HAND = ['compose.failed.1', 'compose.failed.2', 'compose.failed.3'] as const;

/** Small note beside the message of a report: a report that silently lacks the mail would be the worst outcome. */
export function ComposeNote({ words, site, state, address, name, onClose }: ComposeNoteProps) {
  const text = createText(words.strings);
  const sentence = text(`compose.${state}`, { name });
  const guide = `compose.guide.${site}`;
  // Only where we know what the webmail's own menu has.
  const guided = guide in words.strings ? text(guide as 'compose.guide.gmail', { address }) : null;
  const [said, setSaid] = useState('');
  useEffect(() => setSaid(sentence), [sentence]);
  return (
    <section
      class="ub card"
      lang={words.language}
      dir="ltr"
      aria-label={text('compose.region')}
      data-state={state}
    >
      <div class="line">
        <Icon />
        <div role="status" class="sentence">
          {said}
        </div>
        <button type="button" class="quiet" onClick={trusted(onClose)}>
          {text('compose.close')}
        </button>
      </div>
      {state === 'failed' && (
        <ol class="steps note">
          {guided !== null && <li>{guided}</li>}
          {BY_HAND.filter((key) => guided === null || key === 'compose.failed.2').map((key) => (
            <li key={key}>{text(key, { address })}</li>
          ))}
        </ol>
      )}
      {(state === 'save-first' || state === 'copied') && <p class="note">{text(`compose.${state}.how`)}</p>}
      {state === 'copied' && guided !== null && <p class="note">{guided}</p>}
    </section>
  );
}
