import { trusted } from '@/components/trusted';
import type { Text } from '@/utils/i18n/text';

export interface TelegramOptionsProps {
  /** Whether we see downloads; null: this browser cannot allow it (Firefox for Android). */
  downloads: boolean | null;
  onDownloads: () => void;
}

const APPS = ['android', 'ios', 'desktop'] as const;

/** Files that Telegram saves, and how its apps, which no extension reaches, are told not to save by themselves. */
export function TelegramOptions({ downloads, onDownloads, text }: TelegramOptionsProps & { text: Text }) {
  return (
    <section class="block" id="telegram">
      <h2>{text('telegram.options')}</h2>
      <p>{text('telegram.options.web')}</p>
      {downloads !== null && (
        <>
          <p role="status">
            {text(downloads ? 'telegram.options.downloads.on' : 'telegram.options.downloads')}
          </p>
          {!downloads && (
            <div class="acts">
              <button type="button" data-action="downloads" onClick={trusted(onDownloads)}>
                {text('telegram.options.allow')}
              </button>
            </div>
          )}
        </>
      )}
      <p class="block">{text('telegram.options.apps')}</p>
      {APPS.map((app) => (
        <details key={app}>
          <summary>{text(`telegram.guide.${app}`)}</summary>
          <div class="fold">
            <ol class="steps">
              <li>{text(`telegram.guide.${app}.1`)}</li>
              <li>{text(`telegram.guide.${app}.2`)}</li>
              <li>{text(`telegram.guide.${app}.3`)}</li>
            </ol>
          </div>
        </details>
      ))}
    </section>
  );
}
