import '@/assets/theme/page.css';
import { browser } from 'wxt/browser';
import { Check } from '@/components/Check';
import { createText } from '@/utils/i18n/text';
import { openPage } from '@/utils/reader/page';
import { MAILBOXES } from '@/utils/report/mailboxes';
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
  const redraw = (copied: boolean) =>
    draw(
      <Check
        words={words}
        checked={checked && { how: checked.picked.how, verdict: checked.verdict }}
        family={family}
        desks={family ? helpDesks(words.country, words.language, family, words.desks) : []}
        target={target && { name: target.desk.name, address: target.address }}
        mailboxes={MAILBOXES}
        copied={copied}
        onMailbox={(box) => {
          const mailbox = MAILBOXES.find((one) => one.id === box);
          if (!mailbox || !target || !checked) return;
          const url = mailbox.compose(target.address, text('compose.subject'), text('compose.text'));
          void copy(checked.picked.text).then((copied) => {
            redraw(copied);
            // The reader's mail program answers to its own kind of address.
            if (box === 'program') location.assign(url);
            else void browser.tabs.create({ url });
          });
        }}
      />,
    );
  redraw(false);
}

/** Whether the text is on the clipboard now. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

void show();
