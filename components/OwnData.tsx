import { trusted } from '@/components/trusted';
import type { Text } from '@/utils/i18n/text';
import type { OwnKind } from '@/utils/report/own-data';

/** What of the reader's own stands in the mail. */
export interface OwnInside {
  readonly kinds: readonly OwnKind[];
  /** Something personal is shown that could not be pointed at. */
  readonly unclear: boolean;
}

interface Props {
  own: OwnInside;
  /** Whether a text is copied, from which it can be taken out, or the original goes as it is. */
  copied: boolean;
  /** The reader wants to leave it in. */
  kept: boolean;
  language: string;
  text: Text;
  onKeep: (kept: boolean) => void;
}

/** Tells the reader what of their own leaves with a report; where a text is copied it is taken out unless they want otherwise. */
export function OwnData({ own, copied, kept, language, text, onKeep }: Props) {
  const { kinds, unclear } = own;
  if (kinds.length === 0 && !unclear) return null;
  const list = new Intl.ListFormat(language).format(kinds.map((kind) => text(`report.own.${kind}`)));
  const becomes = !copied
    ? text('report.own.attached')
    : kept
      ? text('report.own.kept')
      : text('report.own.copied', { removed: text('report.removed') });
  return (
    <div data-own={kinds.join(' ')}>
      {kinds.length > 0 && (
        <p>
          {text('report.own', { what: list })} {becomes}
        </p>
      )}
      {unclear && <p>{text('report.own.unclear')}</p>}
      {copied && kinds.length > 0 && (
        <label class="check">
          <input type="checkbox" data-action="keep" checked={kept} onClick={trusted(() => onKeep(!kept))} />
          {text('report.own.keep')}
        </label>
      )}
    </div>
  );
}
