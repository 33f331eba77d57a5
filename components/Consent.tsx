import { Icon } from '@/components/Icon';
import { trusted } from '@/components/trusted';
import { createText } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';

export interface ConsentProps {
  words: Pick<Words, 'language' | 'strings'>;
  /** Who would get the report. */
  target: { name: string; address: string };
  status: 'asking' | 'allowed' | 'refused';
  onAllow: () => void;
  onLater: () => void;
}

const WHAT = ['consent.what.1', 'consent.what.2', 'consent.what.3'] as const;

/** Asked once, before the first report: what leaves the device, to whom, through whose mailbox. */
export function Consent({ words, target, status, onAllow, onLater }: ConsentProps) {
  const text = createText(words.strings);
  return (
    <main class="ub page" lang={words.language}>
      <h1 class="title">
        <Icon />
        {text('consent.title')}
      </h1>
      <section class="block">
        <h2>{text('consent.what')}</h2>
        <ul class="dots">
          {WHAT.map((key) => (
            <li key={key}>{text(key, target)}</li>
          ))}
        </ul>
      </section>
      <p class="block notice">{text('consent.send')}</p>
      {status === 'asking' && (
        <div class="acts">
          <button type="button" class="main" onClick={trusted(onAllow)}>
            {text('consent.allow')}
          </button>
          <button type="button" onClick={trusted(onLater)}>
            {text('consent.later')}
          </button>
        </div>
      )}
      <p role="status" class="block">
        {status === 'asking' ? '' : text(`consent.${status}`)}
      </p>
      <p class="small end">{text('affiliation')}</p>
    </main>
  );
}
