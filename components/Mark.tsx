import { createText } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { Family } from '@/utils/schema/family';

interface Props {
  words: Pick<Words, 'language' | 'strings'>;
  family: Family;
  level: 'notice' | 'warning';
}

/**
 * The mark in a row of the list: a small envelope with a tick (sure) or a
 * dashed ring (looks like it), so that shape tells them apart and not colour.
 * It is no control and takes no focus: a list of mails is walked by its rows.
 */
export function Mark({ words, family, level }: Props) {
  const text = createText(words.strings);
  const label = text(`mark.${level}`, { family: text(`family.${family}`) });
  const sure = level === 'warning';
  return (
    <span class="ub-mark" lang={words.language} title={`Unbluff: ${label}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <circle
          cx="12"
          cy="12"
          r="10.5"
          fill={sure ? '#17615f' : '#fff'}
          stroke={sure ? '#fff' : '#17615f'}
          stroke-width="1.5"
          stroke-dasharray={sure ? undefined : '3 2'}
        />
        <path
          d="M6.5 9h11v7h-11zl5.5 4 5.5-4"
          fill="none"
          stroke={sure ? '#fff' : '#17615f'}
          stroke-width="1.5"
          stroke-linejoin="round"
        />
      </svg>
      <span class="sr">Unbluff: {label}</span>
    </span>
  );
}
