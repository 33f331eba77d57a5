import { useEffect, useState } from 'preact/hooks';
import { Crisis, Help } from '@/components/Desks';
import { Icon } from '@/components/Icon';
import { Reasons } from '@/components/Reasons';
import { Steps } from '@/components/Steps';
import { trusted } from '@/components/trusted';
import { createText, type WordKey } from '@/utils/i18n/text';
import type { Words } from '@/utils/rpc/protocol';
import type { Desk } from '@/utils/schema/desk';
import type { Finding } from '@/utils/schema/verdict';

/**
 * A notice over the top of a private chat in which somebody is put under pressure.
 * Nothing is held and nothing is covered: it is the reader's own conversation, and
 * with real pictures it is evidence that must be kept. It takes no focus.
 */
export interface ChatNoticeProps {
  words: Pick<Words, 'language' | 'strings'>;
  family: 'bluff' | 'real-images';
  level: 'notice' | 'warning';
  findings: readonly Finding[];
  desks: readonly Desk[];
  onClose: () => void;
}

/** No step of `real-images` says "delete" or "send on": everything is evidence. */
export function chatSteps(family: ChatNoticeProps['family'], level: ChatNoticeProps['level']): WordKey[] {
  return family === 'real-images'
    ? ['telegram.do.keep', 'do.real-images.contact', 'do.real-images.pay', 'do.real-images.help']
    : [level === 'notice' ? 'do.bluff.pay.notice' : 'do.bluff.pay', 'do.bluff.answer', 'telegram.do.block'];
}

export function ChatNotice({ words, family, level, findings, desks, onClose }: ChatNoticeProps) {
  const text = createText(words.strings);
  const sentence = text(`verdict.${family}.${level}`);
  const [said, setSaid] = useState('');
  useEffect(() => setSaid(sentence), [sentence]);
  return (
    <section
      class="ub note"
      lang={words.language}
      dir="ltr"
      aria-label={text('telegram.region')}
      data-family={family}
    >
      <div class="top">
        <Icon />
        <div role="status">
          <h2 class="sentence">{said}</h2>
        </div>
        <button type="button" class="quiet" data-action="close" onClick={trusted(onClose)}>
          {text('compose.close')}
        </button>
      </div>
      <Steps keys={chatSteps(family, level)} text={text} />
      {family === 'real-images' && <Help desks={desks} text={text} />}
      <Crisis desks={desks} text={text} language={words.language} />
      <Reasons findings={findings} heldBack={null} family={family} strings={words.strings} text={text} />
    </section>
  );
}
