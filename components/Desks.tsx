import type { Text } from '@/utils/i18n/text';
import type { Desk } from '@/utils/schema/desk';
import type { Language } from '@/utils/schema/language';

interface Props {
  desks: readonly Desk[];
  text: Text;
}

const dial = (phone: string) => `tel:${phone.replace(/[^+\d]/g, '')}`;

const nameOf = (desk: Desk, text: Text) => (desk.kind === 'police' ? text('help.police.name') : desk.name);

/** Name and ways to reach a desk. A number is a link, so that a phone can dial it; it stays selectable text everywhere. */
function Reach({ desk, text }: { desk: Desk; text: Text }) {
  const name = nameOf(desk, text);
  const number = desk.phone;
  return (
    <>
      {desk.url === undefined ? (
        name
      ) : (
        <a href={desk.url} target="_blank" rel="noopener noreferrer">
          {name}
          <span class="sr"> ({text('help.opens')})</span>
        </a>
      )}
      {number !== undefined && (
        <>
          {' '}
          <a href={dial(number)} aria-label={text('help.call', { name, phone: number })}>
            {number}
          </a>
        </>
      )}
    </>
  );
}

/** Somebody to talk to, now. Always in sight, for every kind of mail. */
export function Crisis({ desks, text, language }: Props & { language: Language }) {
  const lines = desks.filter((desk) => desk.kind === 'crisis');
  if (lines.length === 0) return null;
  return (
    <div class="crisis">
      <p>{text('crisis.title')}</p>
      <ul>
        {lines.map((desk) => {
          const speaks = desk.languages[0];
          const foreign = speaks !== undefined && !desk.languages.includes(language);
          return (
            <li key={desk.id}>
              <CrisisLine desk={desk} text={text} />
              {foreign && (
                <span class="small"> {text('crisis.speaks', { language: text(`language.${speaks}`) })}</span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** One link a line: the number where there is one, else the address. A name that holds its number is not said twice. */
function CrisisLine({ desk, text }: { desk: Desk; text: Text }) {
  const { name, phone } = desk;
  if (phone === undefined) return <Reach desk={desk} text={text} />;
  const label = name.includes(phone) ? name : `${name} ${phone}`;
  return (
    <a href={dial(phone)} aria-label={text('help.call', { name: label, phone })}>
      {label}
    </a>
  );
}

/** Services that take reports on their website, beside those that take the mail. */
export function Web({ desks, text }: Props) {
  const sites = desks.filter((desk) => desk.kind === 'web');
  if (sites.length === 0) return null;
  return (
    <p>
      {text('help.web')}{' '}
      {sites.map((desk, index) => (
        <span key={desk.id}>
          {index > 0 && ' · '}
          <Reach desk={desk} text={text} />
        </span>
      ))}
    </p>
  );
}

const GROUPS = ['minors', 'images', 'self', 'hotline', 'police', 'bank'] as const;

/** People who help with real pictures or lost money, under the question that tells for whom they are. */
export function Help({ desks, text }: Props) {
  return (
    <ul class="help">
      {GROUPS.map((kind) => {
        const group = desks.filter((desk) => desk.kind === kind);
        if (group.length === 0) return null;
        return (
          <li key={kind}>
            <span class="small">{text(`help.${kind}`)}</span>
            <br />
            {group.map((desk, index) => (
              <span key={desk.id}>
                {index > 0 && ' · '}
                <Reach desk={desk} text={text} />
              </span>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
