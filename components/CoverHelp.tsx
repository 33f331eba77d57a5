import { Crisis, Help } from '@/components/Desks';
import { trusted } from '@/components/trusted';
import type { Text } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { Desk } from '@/utils/schema/desk';
import type { Family } from '@/utils/schema/family';

interface HelpProps {
  words: Pick<Words, 'language'>;
  family: Family | null;
  desks: readonly Desk[];
  text: Text;
}

/** A reader who met images of people gets somebody to talk to; under an advert for drugs that would be out of place. */
const SHOCKING: ReadonlySet<Family> = new Set<Family>(['exposure', 'minors', 'violence']);

/** Who helps: those who are hurt, those who worry about themselves, and those who take reports by link. */
export function CoverHelp({ words, family, desks, text }: HelpProps) {
  if (desks.length === 0) return null;
  return (
    <div class="gap">
      <h3 class="h">{text('telegram.help')}</h3>
      <Help desks={desks} text={text} />
      {(family === null || SHOCKING.has(family)) && (
        <Crisis desks={desks} text={text} language={words.language} />
      )}
    </div>
  );
}

interface ReportProps {
  address: string | null;
  copied: boolean;
  text: Text;
  onCopy: () => void;
}

/** Links and words only. Sending a picture on would spread it. */
export function CoverReport({ address, copied, text, onCopy }: ReportProps) {
  return (
    <details>
      <summary>{text('telegram.report')}</summary>
      <div class="fold">
        <ol class="steps">
          <li>{text('telegram.report.app')}</li>
          <li>{text('telegram.report.leave')}</li>
          <li>
            {address === null ? text('telegram.report.desk') : text('telegram.report.mail', { address })}
          </li>
        </ol>
        <p>{text('telegram.report.never')}</p>
        <div class="acts">
          <button type="button" data-action="copy" onClick={trusted(onCopy)}>
            {text('telegram.report.copy')}
          </button>
        </div>
        <p role="status" class="small">
          {copied ? text('telegram.report.copied') : ''}
        </p>
      </div>
    </details>
  );
}
