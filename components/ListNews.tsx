import type { Text } from '@/utils/i18n/text';
import type { ListState } from '@/utils/rpc/protocol';
import type { Language } from '@/utils/schema/language';

interface ListNewsProps {
  list: ListState;
  language: Language;
  text: Text;
}

/** Which list protects, since when, and what came of looking for a newer one. */
export function ListNews({ list, language, text }: ListNewsProps) {
  const { revision, made, source, hasFeed, isChecking, checked, failure, change, off } = list;
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <div data-list={revision} data-source={source} data-failure={failure?.code ?? ''}>
      <p>
        {text('options.list.state', { revision, date: day.format(new Date(made)) })}{' '}
        {text(`options.list.${source}`)}
      </p>
      {change !== null && source === 'feed' && change.to === revision && (
        <p>{text('list.change', { ...change })}</p>
      )}
      {off > 0 && <p>{text('list.off', { count: off })}</p>}
      {!hasFeed && <p>{text('list.no-feed')}</p>}
      {hasFeed && (
        <p role="status">
          {isChecking
            ? text('list.checking')
            : checked === null
              ? text('list.never')
              : text('list.checked', { time: moment.format(checked) })}
        </p>
      )}
      {hasFeed && !isChecking && failure !== null && (
        <p>
          {text(`feed.${failure.code}`)} {text('list.protected')}
        </p>
      )}
    </div>
  );
}
