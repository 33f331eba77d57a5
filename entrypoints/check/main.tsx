import '@/assets/theme/page.css';
import { browser } from 'wxt/browser';
import { Check, type CheckProps } from '@/components/Check';
import { createText } from '@/utils/i18n/text';
import { askConsent } from '@/utils/reader/consent';
import { openPage } from '@/utils/reader/page';
import { copyText } from '@/utils/report/clipboard';
import { MAILBOXES } from '@/utils/report/mailboxes';
import { findOwnData } from '@/utils/report/own-data';
import { redact } from '@/utils/report/redact';
import { helpDesks, reportTarget } from '@/utils/report/targets';
import { call } from '@/utils/rpc/client';
import { MAIL_FAMILIES } from '@/utils/schema/limits';

async function show(): Promise<void> {
  const { words, draw } = await openPage();
  const text = createText(words.strings);
  const id = new URLSearchParams(location.search).get('id') ?? '';
  const checked = await call({ call: 'checked', id }).catch(() => null);
  const family = MAIL_FAMILIES.find((one) => one === checked?.verdict.family) ?? null;
  const target = family && reportTarget(words.country, words.language, family, words.desks);
  const picked = checked?.picked;
  // Whose mailbox it is, a page that we do not read by ourselves does not tell.
  const own = checked
    ? findOwnData({ subject: '', text: checked.picked.text, to: [] }, checked.verdict)
    : { found: [], unclear: false };
  const redraw = (went: CheckProps['went']) =>
    draw(
      <Check
        words={words}
        checked={checked && { how: checked.picked.how, verdict: checked.verdict }}
        family={family}
        desks={family ? helpDesks(words.country, words.language, family, words.desks) : []}
        target={target && { name: target.desk.name, address: target.address }}
        mailboxes={MAILBOXES}
        own={{ kinds: [...new Set(own.found.map(({ kind }) => kind))], unclear: own.unclear }}
        went={went}
        onMailbox={(box, keepOwn) => {
          const mailbox = MAILBOXES.find((one) => one.id === box);
          if (!mailbox || !target || !picked) return;
          const url = mailbox.compose(target.address, text('compose.subject'), text('compose.text'));
          const quote = keepOwn ? picked.text : redact(picked.text, own.found, text('report.removed'));
          // Both within the press itself: after a wait the browser would refuse either.
          void Promise.all([askConsent(), copyText(document, quote)]).then(([given, copied]) => {
            redraw(!given ? 'refused' : copied ? 'copied' : 'not-copied');
            if (!given) return;
            void call({ call: 'checked-reported', family, target: target.desk.id, copied }).catch(() => {});
            // The reader's mail program answers to its own kind of address.
            if (box === 'program') location.assign(url);
            else void browser.tabs.create({ url });
          });
        }}
      />,
    );
  redraw('ready');
}

void show();
