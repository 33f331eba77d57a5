import { trusted } from '@/components/trusted';
import type { Text } from '@/utils/i18n/text';

interface Props {
  /** Match patterns: `https://mail.example/*`. */
  enabled: readonly string[];
  text: Text;
  onDisable: (origin: string) => void;
}

/** Sites that the reader enabled one by one; each can be given back. */
export function EnabledSites({ enabled, text, onDisable }: Props) {
  return (
    <section class="block">
      <h2>{text('options.enabled')}</h2>
      {enabled.length === 0 && <p>{text('options.enabled.none')}</p>}
      <ul class="plain">
        {enabled.map((origin) => {
          const name = origin.replace(/\/\*$/, '');
          return (
            <li class="row" key={origin}>
              <div>{name}</div>
              <button
                type="button"
                aria-label={`${text('options.disable')}: ${name}`}
                onClick={trusted(() => onDisable(origin))}
              >
                {text('options.disable')}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
