import { Icon } from '@/components/Icon';
import { type Provider, Providers } from '@/components/Providers';
import { trusted } from '@/components/trusted';
import { SITE_NAMES } from '@/utils/i18n/site-names';
import { createText } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { SiteId } from '@/utils/schema/site';

export interface WelcomeProps {
  words: Pick<Words, 'language' | 'strings' | 'country'>;
  /** `self`: software on the reader's own address, allowed there and not here. */
  sites: readonly { id: SiteId; granted: boolean | 'self' }[];
  /** The reader was asked and said no. */
  refused: boolean;
  /** Addresses of providers' webmails, all countries. */
  providers: readonly Provider[];
  onGrant: () => void;
  onProvider: (host: string, on: boolean) => void;
  onOptions: () => void;
}

const DOES = ['welcome.does.1', 'welcome.does.2', 'welcome.does.3'] as const;
const NEVER = ['welcome.never.1', 'welcome.never.2', 'welcome.never.3'] as const;

/** What it does, what it never does, where it works; and the one permission that it needs. */
export function Welcome(props: WelcomeProps) {
  const { words, sites, refused, providers, onGrant, onProvider, onOptions } = props;
  const text = createText(words.strings);
  const missing = sites.some((site) => site.granted === false);
  return (
    <main class="ub page" lang={words.language}>
      <h1 class="title">
        <Icon />
        {text('welcome.title')}
      </h1>
      <p class="block">{text('welcome.intro')}</p>
      <section class="block">
        <h2>{text('welcome.does')}</h2>
        <ul class="ticks">
          {DOES.map((key) => (
            <li key={key}>{text(key)}</li>
          ))}
        </ul>
      </section>
      <section class="block">
        <h2>{text('welcome.never')}</h2>
        <ul class="dots">
          {NEVER.map((key) => (
            <li key={key}>{text(key)}</li>
          ))}
        </ul>
      </section>
      <section class="block">
        <h2>{text('welcome.sites')}</h2>
        <ul class="plain">
          {sites.map(({ id, granted }) => (
            <li class="row" key={id}>
              <div>{SITE_NAMES[id]}</div>
              <span class="small">
                {text(
                  granted === 'self' ? 'welcome.sites.self' : granted ? 'welcome.granted' : 'welcome.missing',
                )}
              </span>
            </li>
          ))}
        </ul>
        <div class="acts">
          {missing && (
            <button type="button" class="main" onClick={trusted(onGrant)}>
              {text('welcome.grant')}
            </button>
          )}
          <button type="button" onClick={trusted(onOptions)}>
            {text('welcome.options')}
          </button>
        </div>
        <p role="status" class="block">
          {!missing ? text('welcome.ready') : refused ? text('welcome.refused') : ''}
        </p>
      </section>
      <Providers providers={providers} country={words.country} text={text} onProvider={onProvider} />
      <p class="small end">{text('affiliation')}</p>
    </main>
  );
}
