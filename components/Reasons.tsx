import { useEffect, useRef, useState } from 'preact/hooks';
import { trusted } from '@/components/trusted';
import type { Text, WordKey } from '@/utils/i18n/text';
import type { Family } from '@/utils/schema/family';
import type { Signal } from '@/utils/schema/signal';
import type { Finding, HeldBack } from '@/utils/schema/verdict';

const SHOWN_AT_FIRST = 4;
const PHRASES_AT_FIRST = 2;

interface Reason {
  signal: Signal;
  why: string;
  phrases: string[];
}

/** Findings as reasons, one a signal, strongest first. A signal without a sentence (those that speak against a scam) is no reason. */
export function reasons(
  findings: readonly Finding[],
  family: Family,
  strings: Readonly<Record<string, string>>,
): Reason[] {
  const bySignal = new Map<Signal, Reason>();
  for (const { signal, phrase } of findings) {
    const why = strings[`why.${signal}.${family}`] ?? strings[`why.${signal}`];
    if (why === undefined) continue;
    const reason = bySignal.get(signal) ?? { signal, why, phrases: [] };
    bySignal.set(signal, reason);
    if (phrase !== '' && !reason.phrases.includes(phrase)) reason.phrases.push(phrase);
  }
  return [...bySignal.values()];
}

interface Props {
  findings: readonly Finding[];
  /** What made us less sure; told after the reasons. */
  heldBack: HeldBack | null;
  family: Family;
  strings: Readonly<Record<string, string>>;
  text: Text;
}

export function Reasons({ findings, heldBack, family, strings, text }: Props) {
  const [all, setAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const every = reasons(findings, family, strings);
  const more = every.length > SHOWN_AT_FIRST || every.some((one) => one.phrases.length > PHRASES_AT_FIRST);

  // The button that was pressed is gone; the list takes the focus so that a keyboard does not fall out of the card.
  useEffect(() => {
    if (all) list.current?.focus();
  }, [all]);

  if (every.length === 0) return null;
  const shown = all ? every : every.slice(0, SHOWN_AT_FIRST);
  const count: WordKey = every.length === 1 ? 'why.count.one' : 'why.count';
  return (
    <details>
      <summary>
        {text('why.title')} <span class="small">({text(count, { count: every.length })})</span>
      </summary>
      <div class="fold">
        <ul class="why" ref={list} tabIndex={all ? -1 : undefined}>
          {shown.map(({ signal, why, phrases }) => (
            <li key={signal} data-finding data-signal={signal}>
              {why}
              {phrases.slice(0, all ? undefined : PHRASES_AT_FIRST).map((phrase) => (
                // The mail's own language is not known: the quote must not be read in ours.
                <blockquote key={phrase} dir="auto" lang="">
                  “{phrase}”
                </blockquote>
              ))}
            </li>
          ))}
        </ul>
        {heldBack !== null && (
          <p data-held={heldBack.by}>
            {text('held.title')}: {text(`held.${heldBack.by}`)}
          </p>
        )}
        {more && !all && (
          <button type="button" class="quiet" onClick={trusted(() => setAll(true))}>
            {text('why.all')}
          </button>
        )}
      </div>
    </details>
  );
}
