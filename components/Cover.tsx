import { useEffect, useRef, useState } from 'preact/hooks';
import { CoverHelp, CoverReport } from '@/components/CoverHelp';
import { CoverSaved } from '@/components/CoverSaved';
import { Icon } from '@/components/Icon';
import { reasons } from '@/components/Reasons';
import { chatIs } from '@/components/TelegramPanel';
import { trusted } from '@/components/trusted';
import { createText, type Text, type WordKey } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { Desk } from '@/utils/schema/desk';
import type { Family } from '@/utils/schema/family';
import type { Finding } from '@/utils/schema/verdict';

/**
 * What lies over a chat whose media is held: what it is, in one sentence; what
 * having it can mean; leave, why, show. Its reader may be curious, a child, or
 * somebody who is looking for just this: the tone is the same for all, and it
 * offers help to each.
 *
 * - The focus comes in, on the heading; the chat below can be neither seen nor
 *   reached meanwhile (style.css of the script).
 * - Where children may be abused, and where a chat is listed and we do not know for
 *   what, one press never shows it: a page with an explanation comes between, and
 *   a tick that says that it was read.
 */
export interface CoverProps {
  words: Pick<Words, 'language' | 'country' | 'strings'>;
  /** Null: it is on the list, and its texts have told nothing yet. */
  family: Family | null;
  listed: boolean;
  findings: readonly Finding[];
  /** Different posts that the verdict rests on. */
  posts: number;
  /** Its media is kept from loading; false where it can only be covered. */
  held: boolean;
  desks: readonly Desk[];
  /** Where links and words can be reported by mail; null where they are not to be. */
  address: string | null;
  copied: boolean;
  /** Its media that lies in this browser from before. */
  saved: { count: number; removed: boolean };
  onLeave: () => void;
  onShow: () => void;
  /** Link and words for a report, to the clipboard. */
  onCopy: () => void;
  /** Removes what is saved of it. */
  onRemove: () => void;
}

const IMAGES: ReadonlySet<Family> = new Set<Family>(['exposure', 'minors']);

/** Whether one press is not enough to see it. */
export function isStrict(family: Family | null): boolean {
  return family === null || family === 'minors';
}

export function Cover(props: CoverProps) {
  const { words, family, listed } = props;
  const text = createText(words.strings);
  const [asked, setAsked] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // Also when its page turns: the button that was pressed is gone.
  useEffect(() => heading.current?.focus(), [asked]);
  return (
    <section
      class="ub veil"
      lang={words.language}
      dir="ltr"
      aria-labelledby="ub-is"
      data-family={family ?? 'listed'}
    >
      <div class="in">
        <div class="top">
          <Icon />
          <h2 class="sentence" id="ub-is" ref={heading} tabIndex={-1}>
            {text(asked ? 'telegram.confirm.title' : chatIs(family))}
          </h2>
        </div>
        {asked ? (
          <Confirm {...props} text={text} onBack={() => setAsked(false)} />
        ) : (
          <Main {...props} text={text} onAsk={() => setAsked(true)} />
        )}
        <p class="small foot">
          {text('shield.by')}
          {listed && ` · ${text('telegram.listed')}`}
        </p>
      </div>
    </section>
  );
}

type Inner = CoverProps & { text: Text };

function Main({ text, onAsk, ...props }: Inner & { onAsk: () => void }) {
  const { family, held, onLeave, onShow } = props;
  const [why, setWhy] = useState(false);
  return (
    <>
      <p>{text(lawKey(family))}</p>
      <p class="calm">{text(held ? 'telegram.held' : 'telegram.not-held')}</p>
      <div class="acts">
        <button type="button" class="main" data-action="leave" onClick={trusted(onLeave)}>
          {text('telegram.leave')}
        </button>
        <button
          type="button"
          data-action="why"
          aria-expanded={why}
          aria-controls="ub-why"
          onClick={trusted(() => setWhy(!why))}
        >
          {text('telegram.why')}
        </button>
        <button
          type="button"
          class="quiet"
          data-action="show"
          onClick={trusted(isStrict(family) ? onAsk : onShow)}
        >
          {text('telegram.show')}
        </button>
      </div>
      <div id="ub-why" hidden={!why}>
        <Why {...props} text={text} />
      </div>
      <CoverHelp {...props} text={text} />
      <CoverReport {...props} text={text} />
      <CoverSaved {...props.saved} text={text} onRemove={props.onRemove} />
    </>
  );
}

/** Findings in words. What such chats call their images is not said again: it would be a directory. */
function Why({ family, listed, findings, posts, words, text }: Inner) {
  const every = family === null ? [] : reasons(findings, family, words.strings);
  return (
    <ul class="why">
      {listed && <li>{text('telegram.why.listed')}</li>}
      {posts > 1 && <li>{text('telegram.why.posts', { count: posts })}</li>}
      {every.map(({ signal, why, phrases }) => (
        <li key={signal} data-finding data-signal={signal}>
          {why}
          {family !== 'minors' &&
            phrases.slice(0, 2).map((phrase) => (
              <blockquote key={phrase} dir="auto" lang="">
                “{phrase}”
              </blockquote>
            ))}
        </li>
      ))}
      {!listed && posts <= 1 && every.length === 0 && <li>{text('telegram.why.before')}</li>}
    </ul>
  );
}

function Confirm({ text, onBack, ...props }: Inner & { onBack: () => void }) {
  const { onLeave, onShow } = props;
  const [read, setRead] = useState(false);
  return (
    <>
      <p>{text('telegram.confirm.law')}</p>
      <p>{text('telegram.confirm.report')}</p>
      <CoverHelp {...props} text={text} />
      <label class="check">
        <input
          type="checkbox"
          checked={read}
          data-action="read"
          // The change that follows a click by a script is trusted; the click itself is not.
          onClick={(event) => {
            if (event.isTrusted) setRead(event.currentTarget.checked);
            else event.preventDefault();
          }}
        />
        {text('telegram.confirm.read')}
      </label>
      <div class="acts">
        <button type="button" class="main" data-action="leave" onClick={trusted(onLeave)}>
          {text('telegram.leave')}
        </button>
        <button type="button" data-action="back" onClick={trusted(onBack)}>
          {text('telegram.back')}
        </button>
        <button
          type="button"
          class="quiet"
          data-action="confirm"
          aria-disabled={!read}
          onClick={trusted(() => {
            if (read) onShow();
          })}
        >
          {text('telegram.confirm.show')}
        </button>
      </div>
    </>
  );
}

function lawKey(family: Family | null): WordKey {
  if (family === null || IMAGES.has(family)) return 'telegram.law.images';
  return family === 'violence' ? 'telegram.law.violence' : 'telegram.law.trade';
}
