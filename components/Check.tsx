import { useState } from 'preact/hooks';
import { Crisis, Help, Web } from '@/components/Desks';
import { Icon } from '@/components/Icon';
import { OwnData, type OwnInside } from '@/components/OwnData';
import { Reasons } from '@/components/Reasons';
import { Steps, stepKeys } from '@/components/Steps';
import { trusted } from '@/components/trusted';
import { createText } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { Desk } from '@/utils/schema/desk';
import type { MailFamily } from '@/utils/schema/family';
import type { Verdict } from '@/utils/schema/verdict';

export interface CheckProps {
  words: Pick<Words, 'language' | 'country' | 'strings'>;
  /** What was looked at; null where there was nothing to read, or it is no longer known. */
  checked: { how: 'selected' | 'page'; verdict: Verdict } | null;
  /** Null where nothing was found. */
  family: MailFamily | null;
  desks: readonly Desk[];
  /** Who takes the report; null where none is offered. */
  target: { name: string; address: string } | null;
  /** The reader's mailboxes to write from. */
  mailboxes: readonly { id: string; name: string }[];
  /** What of the reader's own stands in the text. */
  own: OwnInside;
  /** What came of the last press: the text is on the clipboard, could not get there, or the reader did not consent. */
  went: 'ready' | 'copied' | 'not-copied' | 'refused';
  /** `keepOwn`: what is the reader's own stays in the copied text. */
  onMailbox: (id: string, keepOwn: boolean) => void;
}

/** What was found in a text that the reader asked us to look at. */
export function Check(props: CheckProps) {
  const { words, checked, family } = props;
  const text = createText(words.strings);
  return (
    <main class="ub page" lang={words.language}>
      <h1 class="title">
        <Icon />
        {text('check.title')}
      </h1>
      {checked === null ? (
        <p class="block notice" role="status">
          {text('check.nothing')}
        </p>
      ) : family === null || checked.verdict.level === 'none' ? (
        <div class="block" role="status">
          <p>{text(`check.clear.${checked.how}`)}</p>
          <p>{text('check.clear.trust')}</p>
          {checked.verdict.heldBack !== null && (
            <p class="small">{text(`held.${checked.verdict.heldBack.by}`)}</p>
          )}
        </div>
      ) : (
        <Found {...props} family={family} verdict={checked.verdict} level={checked.verdict.level} />
      )}
      <p class="small">{text('check.local')}</p>
      <p class="small end">{text('affiliation')}</p>
    </main>
  );
}

type FoundProps = CheckProps & { family: MailFamily; verdict: Verdict; level: 'notice' | 'warning' };

const WENT = {
  copied: 'compose.copied',
  'not-copied': 'fell.clipboard',
  refused: 'consent.refused',
} as const;

function Found(props: FoundProps) {
  const { words, family, verdict, level, desks, target, mailboxes, own, went, onMailbox } = props;
  const [kept, setKept] = useState(false);
  const text = createText(words.strings);
  const password = verdict.findings.some((finding) => finding.signal === 'personal-data');
  return (
    <div data-family={family} data-level={level}>
      <div class="block notice" role="status">
        <h2>{text(`verdict.${family}.${level}`)}</h2>
        <p>{text(family === 'summons' && level === 'notice' ? 'calm.summons.notice' : `calm.${family}`)}</p>
      </div>
      <section class="block">
        <h2>{text('do.title')}</h2>
        <Steps keys={stepKeys(family, level, password, target !== null)} text={text} />
        <p class="small">{text('do.paid')}</p>
        {family === 'real-images' && <Help desks={desks} text={text} />}
        <Crisis desks={desks} text={text} language={words.language} />
      </section>
      <section class="block">
        {target === null ? (
          <p>{text('report.none')}</p>
        ) : (
          <>
            <h2>{text('report.button', target)}</h2>
            <p>{text('check.report', target)}</p>
            <OwnData own={own} copied kept={kept} language={words.language} text={text} onKeep={setKept} />
            <div class="acts">
              {mailboxes.map(({ id, name }) => (
                <button type="button" key={id} data-mailbox={id} onClick={trusted(() => onMailbox(id, kept))}>
                  {id === 'program' ? text('check.program') : name}
                </button>
              ))}
            </div>
            <p role="status" class="small">
              {went === 'ready' ? '' : text(WENT[went])}
            </p>
            <Web desks={desks} text={text} />
          </>
        )}
      </section>
      <section class="block">
        <Reasons
          findings={verdict.findings}
          heldBack={verdict.heldBack}
          family={family}
          strings={words.strings}
          text={text}
        />
      </section>
    </div>
  );
}
