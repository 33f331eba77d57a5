import { useState } from 'preact/hooks';
import { trusted } from '@/components/trusted';
import type { Text } from '@/utils/i18n/text';
import type { Country } from '@/utils/schema/country';

export interface Provider {
  /** Host name, or `*.` and a domain. */
  host: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** `always`: one of those that are read from the install on. */
  enabled: boolean | 'always';
}

interface Props {
  providers: readonly Provider[];
  /** The reader's own. */
  country: Country;
  text: Text;
  onProvider: (host: string, on: boolean) => void;
}

const COUNTRIES: readonly Country[] = ['BE', 'NL', 'FR', 'DE', 'XX'];

/** Webmails of providers, by country: each is enabled by itself, and its address alone is asked for. */
export function Providers({ providers, country, text, onProvider }: Props) {
  const [chosen, setChosen] = useState<Country>(country);
  const shown = providers.filter((each) => each.country === chosen);
  return (
    <section class="block">
      <h2>{text('welcome.providers')}</h2>
      <p>{text('welcome.providers.why')}</p>
      <div class="field">
        <label for="providers">{text('options.country')}</label>
        <select
          id="providers"
          value={chosen}
          onChange={(event) =>
            setChosen(COUNTRIES.find((one) => one === event.currentTarget.value) ?? country)
          }
        >
          {COUNTRIES.map((each) => (
            <option key={each} value={each}>
              {text(`country.${each}`)}
            </option>
          ))}
        </select>
      </div>
      {shown.length === 0 && <p>{text('welcome.providers.none')}</p>}
      <ul class="plain">
        {shown.map(({ host, enabled }) => (
          <li class="row" key={host}>
            <div>{host.replace('*.', '')}</div>
            {enabled === 'always' ? (
              <span class="small">{text('welcome.granted')}</span>
            ) : (
              <button
                type="button"
                aria-label={`${text(enabled ? 'options.disable' : 'popup.enable')}: ${host.replace('*.', '')}`}
                onClick={trusted(() => onProvider(host, !enabled))}
              >
                {text(enabled ? 'options.disable' : 'popup.enable')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
