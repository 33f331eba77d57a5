import { useState } from 'preact/hooks';
import { EnabledSites } from '@/components/EnabledSites';
import { Icon } from '@/components/Icon';
import { Journal, type JournalProps } from '@/components/Journal';
import { ListNews } from '@/components/ListNews';
import { TelegramOptions, type TelegramOptionsProps } from '@/components/TelegramOptions';
import { trusted } from '@/components/trusted';
import { createText, type Text } from '@/utils/i18n/text';
import type { ListState, Words } from '@/utils/rpc/protocol';
import type { Country } from '@/utils/schema/country';
import type { Language } from '@/utils/schema/language';
import type { Settings } from '@/utils/schema/settings';

const LANGUAGES: readonly Language[] = ['nl', 'fr', 'de', 'en'];
const COUNTRIES: readonly Country[] = ['BE', 'NL', 'FR', 'DE', 'XX'];

export interface OptionsProps extends TelegramOptionsProps {
  words: Pick<Words, 'language' | 'strings' | 'desks'>;
  settings: Settings;
  /** What the browser alone would give, for "as the browser". */
  auto: { language: Language; country: Country };
  list: ListState | null;
  journal: JournalProps['journal'];
  onSettings: (settings: Settings) => void;
  /** Sites beyond those of the install, as match patterns. */
  enabled: readonly string[];
  onDisable: (origin: string) => void;
  onErase: () => void;
  onCheckLists: () => void;
  onSaveList: () => void;
}

export function Options(props: OptionsProps) {
  const { words, settings, auto, list, journal, enabled, onSettings, onErase, onDisable } = props;
  const text = createText(words.strings);
  const [saved, setSaved] = useState(false);
  const save = (change: Partial<Settings>) => {
    onSettings({ ...settings, ...change });
    setSaved(true);
  };
  return (
    <main class="ub page" lang={words.language}>
      <h1 class="title">
        <Icon />
        {text('options.title')}
      </h1>
      <div class="field">
        <label for="language">{text('options.language')}</label>
        <Choice
          id="language"
          value={settings.language}
          all={LANGUAGES}
          auto={text('options.auto', { value: text(`language.${auto.language}`) })}
          name={(language) => text(`language.${language}`)}
          onChoice={(language) => save({ language })}
        />
      </div>
      <div class="field">
        <label for="country">{text('options.country')}</label>
        <Choice
          id="country"
          value={settings.country}
          all={COUNTRIES}
          auto={text('options.auto', { value: text(`country.${auto.country}`) })}
          name={(country) => text(`country.${country}`)}
          onChoice={(country) => save({ country })}
        />
        <p class="small">{text('options.country.why')}</p>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={settings.marks}
          onChange={(event) => save({ marks: event.currentTarget.checked })}
        />
        {text('options.marks')}
      </label>
      <p role="status" class="small">
        {saved ? text('options.saved') : ''}
      </p>
      <EnabledSites enabled={enabled} text={text} onDisable={onDisable} />
      <Paused paused={settings.paused} text={text} onPaused={(paused) => save({ paused })} />
      <TelegramOptions downloads={props.downloads} onDownloads={props.onDownloads} text={text} />
      <Journal
        journal={journal}
        language={words.language}
        desks={words.desks}
        text={text}
        onErase={onErase}
      />
      <section class="block">
        <h2>{text('options.list')}</h2>
        {list === null ? (
          <p>{text('options.list.none')}</p>
        ) : (
          <>
            <ListNews list={list} language={words.language} text={text} />
            <div class="acts">
              {list.hasFeed && (
                <button
                  type="button"
                  data-action="check-lists"
                  disabled={list.isChecking}
                  onClick={trusted(props.onCheckLists)}
                >
                  {text('list.check')}
                </button>
              )}
              <button type="button" class="quiet" data-action="save-list" onClick={trusted(props.onSaveList)}>
                {text('list.export')}
              </button>
            </div>
          </>
        )}
      </section>
      <section class="block">
        <h2>{text('options.privacy')}</h2>
        <p>
          {text('privacy.1')} {text('privacy.2')} {text('privacy.3')}
        </p>
        <p class="small end">{text('affiliation')}</p>
      </section>
    </main>
  );
}

interface ChoiceProps<Value extends string> {
  id: string;
  value: Value | null;
  all: readonly Value[];
  auto: string;
  name: (value: Value) => string;
  onChoice: (value: Value | null) => void;
}

function Choice<Value extends string>({ id, value, all, auto, name, onChoice }: ChoiceProps<Value>) {
  return (
    <select
      id={id}
      value={value ?? ''}
      onChange={(event) => onChoice(all.find((one) => one === event.currentTarget.value) ?? null)}
    >
      <option value="">{auto}</option>
      {all.map((one) => (
        <option key={one} value={one}>
          {name(one)}
        </option>
      ))}
    </select>
  );
}

interface PausedProps {
  paused: readonly string[];
  text: Text;
  onPaused: (paused: string[]) => void;
}

function Paused({ paused, text, onPaused }: PausedProps) {
  return (
    <section class="block">
      <h2>{text('options.paused')}</h2>
      {paused.length === 0 && <p>{text('options.paused.none')}</p>}
      <ul class="plain">
        {paused.map((origin) => (
          <li class="row" key={origin}>
            <div>{origin}</div>
            <button
              type="button"
              aria-label={`${text('options.unpause')}: ${origin}`}
              onClick={trusted(() => onPaused(paused.filter((one) => one !== origin)))}
            >
              {text('options.unpause')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
