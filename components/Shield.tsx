import { useEffect, useRef, useState } from 'preact/hooks';
import { Crisis, Help } from '@/components/Desks';
import { Icon } from '@/components/Icon';
import { Reasons } from '@/components/Reasons';
import { type Carried, Report, type ReportStatus, type ShieldTarget } from '@/components/Report';
import { Steps, stepKeys } from '@/components/Steps';
import { trusted } from '@/components/trusted';
import { createText } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { Desk } from '@/utils/schema/desk';
import type { MailFamily } from '@/utils/schema/family';
import type { Verdict } from '@/utils/schema/verdict';

/**
 * The warning beside a mail. Its reader is frightened and ashamed, so the
 * order is fixed: what it is, in one sentence; what to do; whom to talk to;
 * the report; and only then, folded, why. No red, no alarm, no exclamation.
 *
 * It says no more than is known: a `notice` "looks like". It only draws; what
 * a press means is decided by its owner, and only a reader's press counts.
 *
 * The sentence enters its live region one moment after the region itself:
 * screen readers pass over a region that arrives with its text.
 */
export interface ShieldProps {
  words: Pick<Words, 'language' | 'country' | 'strings'>;
  verdict: Verdict;
  family: MailFamily;
  level: 'notice' | 'warning';
  /** Who helps, already chosen for reader and family (`helpDesks`). */
  desks: readonly Desk[];
  /** Null where no report is offered (`reportTarget`). */
  target: ShieldTarget | null;
  status: ReportStatus;
  /** How the report went; null before. */
  carried: Carried | null;
  dismissed: boolean;
  hidden: boolean;
  /** `keepOwn`: what is the reader's own stays in a copied text. */
  onReport: (keepOwn: boolean) => void;
  onCopy: (address: string) => void;
  onDismiss: (on: boolean) => void;
  onHide: (on: boolean) => void;
}

export function Shield(props: ShieldProps) {
  const { words, verdict, family, level, dismissed, hidden, onDismiss, onHide } = props;
  const text = createText(words.strings);
  const folded = dismissed || hidden;
  const sentence = dismissed ? text('shield.dismissed') : text(`verdict.${family}.${level}`);

  const [said, setSaid] = useState('');
  useEffect(() => setSaid(sentence), [sentence]);

  const cardRef = useRef<HTMLElement>(null);
  const [foldedAtPress, setFoldedAtPress] = useState<boolean | null>(null);
  // A press that swaps the card takes its button away: the focus goes to the button that undoes it.
  useEffect(() => {
    if (foldedAtPress === null || foldedAtPress === folded) return;
    cardRef.current?.querySelector<HTMLElement>('[data-turn]')?.focus();
    setFoldedAtPress(null);
  }, [folded, foldedAtPress]);
  const turn = (act: () => void) =>
    trusted(() => {
      setFoldedAtPress(folded);
      act();
    });

  const head = (
    <div role="status">
      <h2 class="sentence">{said}</h2>
    </div>
  );
  return (
    <section
      ref={cardRef}
      class="ub card"
      lang={words.language}
      dir="ltr"
      aria-label={text('shield.region')}
      data-family={family}
      data-level={level}
    >
      {folded ? (
        <div class="line">
          <Icon />
          {head}
          {dismissed ? (
            <button
              type="button"
              class="quiet"
              data-turn
              data-action="undo"
              onClick={turn(() => onDismiss(false))}
            >
              {text('shield.undo')}
            </button>
          ) : (
            <button
              type="button"
              class="quiet"
              data-turn
              data-action="show"
              onClick={turn(() => onHide(false))}
            >
              {text('shield.show')}
            </button>
          )}
        </div>
      ) : (
        <div class="in">
          <div class="top">
            <Icon />
            <div>
              {head}
              <p class="calm">
                {text(family === 'summons' && level === 'notice' ? 'calm.summons.notice' : `calm.${family}`)}
              </p>
            </div>
          </div>
          <Body {...props} />
          <div class="foot">
            <span class="small">
              {text('shield.by')}
              {verdict.partial && ` · ${text('partial')}`}
            </span>
            <button type="button" class="quiet" data-action="dismiss" onClick={turn(() => onDismiss(true))}>
              {text('shield.dismiss')}
            </button>
            <button
              type="button"
              class="quiet"
              data-turn
              data-action="hide"
              onClick={turn(() => onHide(true))}
            >
              {text('shield.hide')}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

function Body(props: ShieldProps) {
  const { words, verdict, family, level, desks, target, status, carried, onReport, onCopy } = props;
  const { strings, language } = words;
  const text = createText(strings);
  const password = verdict.findings.some((finding) => finding.signal === 'personal-data');
  const real = family === 'real-images';
  return (
    <div class="body">
      <div class="two">
        <div>
          <h3 class="h">{text('do.title')}</h3>
          <Steps keys={stepKeys(family, level, password, target !== null)} text={text} />
          <p class="small">{text('do.paid')}</p>
        </div>
        <div>
          {real && (
            <>
              <h3 class="h">{text('help.title')}</h3>
              <Help desks={desks} text={text} />
            </>
          )}
          <Crisis desks={desks} text={text} language={language} />
        </div>
      </div>
      <Report
        target={target}
        status={status}
        carried={carried}
        desks={desks}
        words={words}
        text={text}
        onReport={onReport}
        onCopy={onCopy}
      />
      {family === 'bluff' && (
        <details>
          <summary>{text('images.title')}</summary>
          <div class="fold">
            <p>{text('images.then')}</p>
            <Steps keys={stepKeys('real-images', level, false, false)} text={text} />
            <Help desks={desks} text={text} />
          </div>
        </details>
      )}
      <Reasons
        findings={verdict.findings}
        heldBack={verdict.heldBack}
        family={family}
        strings={strings}
        text={text}
      />
    </div>
  );
}
