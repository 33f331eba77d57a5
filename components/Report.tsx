import { trusted } from '@/components/trusted';
import type { Text } from '@/utils/i18n/text';
import type { Country } from '@/utils/schema/country';
import type { Rank } from '@/utils/schema/report';

/** Who takes the report, and how well this webmail can carry the mail there. */
export interface ShieldTarget {
  /** `Desk.id`. */
  id: string;
  name: string;
  address: string;
  phone?: string;
  rank: Rank;
}

/** `consent`: our own page asks first. `copied`: the address is on the clipboard. */
export type ReportStatus = 'ready' | 'reporting' | 'opened' | 'consent' | 'failed' | 'copied';

interface Props {
  target: ShieldTarget | null;
  status: ReportStatus;
  country: Country;
  strings: Readonly<Record<string, string>>;
  text: Text;
  onReport: () => void;
  onCopy: (address: string) => void;
}

/** The button, and right beside it what will be sent, to whom, from where, and by whom. */
export function Report({ target, status, country, strings, text, onReport, onCopy }: Props) {
  if (target === null) return <p class="gap">{text('report.none')}</p>;
  const { id, name, address, phone = '', rank } = target;
  const achieves =
    `achieves.${id}` in strings ? text(`achieves.${id}` as 'achieves.safeonweb', { phone }) : '';
  const abroad = id === 'safeonweb' && country !== 'BE' ? ` ${text('achieves.abroad')}` : '';
  const busy = status === 'reporting';
  const byHand = rank === '4' || status === 'failed' || status === 'copied';
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
            if (!busy) onReport();
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
        <p>
          {achieves}
          {abroad}
        </p>
      </div>
      <div class="said" role="status">
        {status !== 'ready' && <p>{text(`report.${status}`, { address })}</p>}
      </div>
    </div>
  );
}
