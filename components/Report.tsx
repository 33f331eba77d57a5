import { useState } from 'preact/hooks';
import { Web } from '@/components/Desks';
import { OwnData, type OwnInside } from '@/components/OwnData';
import { trusted } from '@/components/trusted';
import type { Text } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { Desk } from '@/utils/schema/desk';
import type { Rank } from '@/utils/schema/report';

/** Who takes the report, and how well this webmail can carry the mail there. */
export interface ShieldTarget {
  /** `Desk.id`. */
  id: string;
  name: string;
  address: string;
  phone?: string;
  rank: Rank;
  /** What of the reader's own would leave with it. */
  own: OwnInside;
}

/** `consent`: our own page asks first. `copied`: the address is on the clipboard. */
export type ReportStatus = 'ready' | 'reporting' | 'opened' | 'consent' | 'failed' | 'copied';

/** A way that did not work: the original could not be fetched, the text could not be copied. */
export type Fall = 'original' | 'clipboard';

/** How a report was carried in the end. */
export interface Carried {
  rank: Rank;
  /** In the order in which they were tried. */
  fell: readonly Fall[];
  /** Name that the original was saved under; null where it was not. */
  file: string | null;
  /** What is on the clipboard now. */
  clipboard: 'text' | 'address' | null;
}

interface Props {
  target: ShieldTarget | null;
  status: ReportStatus;
  carried: Carried | null;
  desks: readonly Desk[];
  words: Pick<Words, 'language' | 'country' | 'strings'>;
  text: Text;
  onReport: (keepOwn: boolean) => void;
  onCopy: (address: string) => void;
}

/** The button, and right beside it what will be sent, to whom, from where, by whom, and what of the reader's own is in it. */
export function Report({ target, status, carried, desks, words, text, onReport, onCopy }: Props) {
  const [kept, setKept] = useState(false);
  if (target === null) return <p class="gap">{text('report.none')}</p>;
  const { id, name, address, phone = '', rank, own } = target;
  const achieves =
    `achieves.${id}` in words.strings ? text(`achieves.${id}` as 'achieves.safeonweb', { phone }) : '';
  const abroad = id === 'safeonweb' && words.country !== 'BE' ? ` ${text('achieves.abroad')}` : '';
  const busy = status === 'reporting';
  const byHand = rank === '4' || status === 'failed' || status === 'copied' || carried?.rank === '4';
  // Where the original could not be fetched the text is copied after all.
  const copied = rank === '3' || carried?.clipboard === 'text';
  return (
    <div class="report">
      <div class="acts">
        <button
          type="button"
          class="main"
          data-action="report"
          aria-disabled={busy}
          aria-describedby="ub-what"
          onClick={trusted(() => {
            if (!busy) onReport(kept);
          })}
        >
          {text('report.button', { name })}
        </button>
        {byHand && (
          <button type="button" data-action="copy" onClick={trusted(() => onCopy(address))}>
            {text('report.copy')}
          </button>
        )}
      </div>
      <div class="small">
        <p id="ub-what">{text(`report.what.${rank}`, { address })}</p>
        <OwnData
          own={own}
          copied={copied}
          kept={kept}
          language={words.language}
          text={text}
          onKeep={setKept}
        />
        <p>
          {achieves}
          {abroad}
        </p>
        <Web desks={desks} text={text} />
      </div>
      <div class="said" role="status">
        {status !== 'ready' && <p>{said(status, carried, address, text).join(' ')}</p>}
      </div>
    </div>
  );
}

/** What was done, in words: each way that failed, what was done instead, and what is left to do. */
function said(status: ReportStatus, carried: Carried | null, address: string, text: Text): string[] {
  if (carried === null || status === 'reporting' || status === 'copied')
    return [text(`report.${status === 'ready' ? 'reporting' : status}`, { address })];
  const { rank, fell, clipboard } = carried;
  const file = carried.file ?? '';
  const falls = fell.map((fall) => text(`fell.${fall}`));
  if (status === 'opened' && (rank === '2b' || rank === '3' || rank === '4'))
    return [...falls, text(`report.opened.${rank}`, { file })];
  const left = [text(`report.${status === 'ready' ? 'reporting' : status}`, { address })];
  if (status === 'failed' && carried.file !== null) left.push(text('report.failed.file', { file }));
  if (status === 'failed' && clipboard !== null) left.push(text(`report.failed.${clipboard}`));
  return [...falls, ...left];
}
