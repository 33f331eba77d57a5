import { Icon } from '@/components/Icon';
import { ListNews } from '@/components/ListNews';
import { TelegramPanel, type TelegramPanelProps } from '@/components/TelegramPanel';
import { trusted } from '@/components/trusted';
import { SITE_NAMES } from '@/utils/i18n/site-names';
import { createText, type Text } from '@/utils/i18n/text';
import type { ListState, MailState, TabState, Trouble, Words } from '@/utils/rpc/protocol';
import { FOUND_PARTS, type Found } from '@/utils/schema/found';

/**
 * The popup: what is so in this tab. Whatever keeps us from reading has a face
 * here, because on the page we show nothing that we are not sure of.
 */
export interface PopupProps {
  words: Pick<Words, 'language' | 'strings'>;
  /** Null until the background has answered. */
  tab: TabState | null;
  /** What the popup itself found wrong, e.g. a background that does not answer; before the tab's own. */
  trouble: Trouble | null;
  /** Whole days since the pattern list was made; null when unknown. */
  listDays: number | null;
  /** Null when the background does not say. */
  list: ListState | null;
  /** The browser would ask for this site's permission. */
  canEnable: boolean;
  /** Null where the tab cannot be told to report. */
  onReport: ((key: string) => void) | null;
  onPause: (on: boolean) => void;
  onEnable: () => void;
  /** Looks at the selected text, or the page's main text, this once. */
  onCheck: () => void;
  onOptions: () => void;
  /** In Telegram: how turning off what it saves by itself goes. */
  turning: TelegramPanelProps['turning'];
  onTurnOff: () => void;
}

export function Popup(props: PopupProps) {
  const { words, tab, listDays, onOptions } = props;
  const text = createText(words.strings);
  const trouble = props.trouble ?? tab?.trouble ?? null;
  return (
    <main class="ub popup" lang={words.language}>
      <h1 class="title">
        <Icon />
        {text('popup.title')}
      </h1>
      <div role="status">
        {trouble !== null && (
          <div class="block notice">
            <h2>{text('trouble.title')}</h2>
            <p>{troubleText(trouble, tab, text)}</p>
            {trouble === 'page-changed' && tab?.found && <Recognised found={tab.found} text={text} />}
          </div>
        )}
        <Tab {...props} trouble={trouble} text={text} />
      </div>
      {props.list !== null && (
        <details class="small">
          <summary>{text('list.details')}</summary>
          <ListNews list={props.list} language={words.language} text={text} />
        </details>
      )}
      <div class="row end">
        <span class="small">{age(listDays, text)}</span>
        <button type="button" class="quiet" onClick={trusted(onOptions)}>
          {text('popup.options')}
        </button>
      </div>
    </main>
  );
}

function troubleText(trouble: Trouble, tab: TabState | null, text: Text): string {
  if (trouble !== 'page-changed') return text(`trouble.${trouble}`);
  const site = tab?.site ?? null;
  return site === null
    ? text('trouble.page-changed.unknown')
    : text('trouble.page-changed', { site: SITE_NAMES[site] });
}

/** For whoever helps the reader, or us: which parts of the webmail are as we know them. */
function Recognised({ found, text }: { found: Found; text: Text }) {
  return (
    <details>
      <summary>{text('found.title')}</summary>
      <ul class="plain small">
        {FOUND_PARTS.map((part) => (
          <li key={part} data-found={part} data-is={found[part]}>
            {text(`found.${part}`)}: {text(found[part] ? 'found.yes' : 'found.no')}
          </li>
        ))}
      </ul>
    </details>
  );
}

function age(days: number | null, text: Text): string {
  if (days === null) return text('popup.age.none');
  if (days <= 0) return text('popup.age.today');
  return days === 1 ? text('popup.age.one') : text('popup.age', { days });
}

function Tab(props: PopupProps & { text: Text }) {
  const { tab, trouble, canEnable, text, onPause, onEnable, onCheck } = props;
  if (tab === null) return trouble === null ? <p class="block">{text('popup.loading')}</p> : null;
  const enable = (
    <div class="acts">
      <button type="button" class="main" onClick={trusted(onEnable)}>
        {text('popup.enable')}
      </button>
    </div>
  );
  if (trouble === 'no-permission') return canEnable ? enable : null;
  if (tab.telegram === null && (tab.page === 'foreign' || tab.site === null)) {
    return (
      <div class="block">
        <p>{text('popup.foreign')}</p>
        <p>{text('popup.check.how')}</p>
        <div class="acts">
          <button type="button" data-action="check" onClick={trusted(onCheck)}>
            {text('popup.check')}
          </button>
        </div>
        {canEnable && (
          <>
            <p>{text('popup.site', { origin: tab.origin })}</p>
            {enable}
          </>
        )}
      </div>
    );
  }
  return (
    <>
      {!tab.paused && tab.telegram !== null && (
        <TelegramPanel state={tab.telegram} turning={props.turning} text={text} onTurnOff={props.onTurnOff} />
      )}
      {!tab.paused && tab.telegram === null && tab.page !== 'changed' && <Mails {...props} tab={tab} />}
      {tab.paused && (
        <p class="block">{text(tab.telegram === null ? 'popup.paused' : 'telegram.popup.paused')}</p>
      )}
      <div class="acts">
        <button type="button" onClick={trusted(() => onPause(!tab.paused))}>
          {text(
            !tab.paused ? 'popup.pause' : tab.telegram === null ? 'popup.resume' : 'telegram.popup.resume',
          )}
        </button>
      </div>
    </>
  );
}

function Mails({ tab, trouble, text, onReport }: PopupProps & { tab: TabState; text: Text }) {
  const found = tab.mails.filter((mail) => mail.level !== 'none');
  if (found.length > 0) {
    return (
      <div class="block">
        <h2>{text('popup.mails')}</h2>
        <ul class="plain">
          {found.map((mail) => (
            <Mail key={mail.key} mail={mail} text={text} onReport={onReport} />
          ))}
        </ul>
      </div>
    );
  }
  // A list that cannot be read has found nothing because it did not look.
  if (trouble === 'list-unreadable' || trouble === 'background-broken') return null;
  const state = tab.page === 'mail' ? 'popup.clear' : tab.page === 'list' ? 'popup.list' : 'popup.other';
  return (
    <div class="block">
      <p>{text(state)}</p>
      {tab.page === 'mail' && tab.heldBack !== null && (
        <p class="small" data-held={tab.heldBack}>
          {text(`held.${tab.heldBack}`)}
        </p>
      )}
    </div>
  );
}

function Mail({ mail, text, onReport }: { mail: MailState; text: Text; onReport: PopupProps['onReport'] }) {
  const { key, family, level, dismissed } = mail;
  const spoken =
    family === 'bluff' || family === 'summons' || family === 'real-images' || family === 'threat';
  const sentence = spoken && level !== 'none' ? text(`verdict.${family}.${level}`) : text(`family.${family}`);
  return (
    <li class="row">
      <div>
        {sentence}
        {dismissed && <span class="small"> ({text('popup.dismissed')})</span>}
      </div>
      {onReport !== null && !dismissed && family !== 'real-images' && (
        <button type="button" onClick={trusted(() => onReport(key))}>
          {text('popup.report')}
        </button>
      )}
    </li>
  );
}
