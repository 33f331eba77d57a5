import { useState } from 'preact/hooks';
import { trusted } from '@/components/trusted';
import { SITE_NAMES } from '@/utils/i18n/site-names';
import type { Text } from '@/utils/i18n/text';
import type { Desk } from '@/utils/schema/desk';
import type { JournalEntry, ReportEntry } from '@/utils/schema/journal';
import type { Language } from '@/utils/schema/language';

export interface JournalProps {
  /** Null until read. */
  journal: { verdicts: JournalEntry[]; reports: ReportEntry[] } | null;
  language: Language;
  /** For the names of those who took the reports; one of another country is told by its id. */
  desks: readonly Desk[];
  text: Text;
  onErase: () => void;
}

/** What this device remembers, newest first, and the way to erase it: asked twice, since it cannot be undone. */
export function Journal({ journal, language, desks, text, onErase }: JournalProps) {
  const [step, setStep] = useState<'rest' | 'sure' | 'erased'>('rest');
  const rows = journal === null ? [] : rowsOf(journal, desks, text);
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section class="block">
      <h2>{text('options.journal')}</h2>
      <p>{text('options.journal.what')}</p>
      {journal !== null && rows.length === 0 && <p class="small">{text('options.journal.none')}</p>}
      {rows.length > 0 && (
        // A region that scrolls must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: so that arrow keys can scroll it.
        <section class="table" aria-label={text('options.journal')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text('options.journal.time')}</th>
                <th scope="col">{text('options.journal.site')}</th>
                <th scope="col">{text('options.journal.family')}</th>
                <th scope="col">{text('options.journal.done')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>{time.format(row.time)}</td>
                  <td>{row.site}</td>
                  <td>{row.what}</td>
                  <td>{row.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {rows.length > 0 && step !== 'sure' && (
        <div class="acts">
          <button type="button" onClick={trusted(() => setStep('sure'))}>
            {text('options.erase')}
          </button>
        </div>
      )}
      <div role="status">
        {step === 'sure' && <p class="block">{text('options.erase.sure')}</p>}
        {step === 'erased' && rows.length === 0 && <p>{text('options.erased')}</p>}
      </div>
      {step === 'sure' && (
        <div class="acts">
          <button
            type="button"
            class="main"
            onClick={trusted(() => {
              setStep('erased');
              onErase();
            })}
          >
            {text('options.erase.yes')}
          </button>
          <button type="button" onClick={trusted(() => setStep('rest'))}>
            {text('options.erase.no')}
          </button>
        </div>
      )}
    </section>
  );
}

function rowsOf(
  { verdicts, reports }: NonNullable<JournalProps['journal']>,
  desks: readonly Desk[],
  text: Text,
) {
  const rows = [
    ...verdicts.map((entry) => ({
      id: entry.key,
      time: entry.time,
      site: SITE_NAMES[entry.site],
      what: `${text(`family.${entry.family}`)} (${text(`level.${entry.level}`)})`,
      note: entry.dismissed ? text('options.journal.dismissed') : '',
    })),
    ...reports.map((entry, index) => ({
      id: `report ${index}`,
      time: entry.time,
      site: entry.site === 'page' ? text('options.journal.page') : SITE_NAMES[entry.site],
      what: text(`family.${entry.family}`),
      note: `${text('options.journal.reported', {
        target: desks.find(({ id }) => id === entry.target)?.name ?? entry.target,
      })} (${text(`options.journal.rank.${entry.rank}`)})`,
    })),
  ];
  return rows.sort((a, b) => b.time - a.time);
}
