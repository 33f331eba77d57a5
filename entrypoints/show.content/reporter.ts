import type { ReportStatus, ShieldTarget } from '@/components/Report';
import type { Judged } from '@/entrypoints/show.content/shields';
import { createText } from '@/utils/i18n/text';
import { DELIVERIES } from '@/utils/report/deliveries/registry';
import type { Reported } from '@/utils/report/delivery';
import { fetchOriginal } from '@/utils/report/original';
import { fileName, saveFile } from '@/utils/report/save-file';
import type { ReportTarget } from '@/utils/report/targets';
import { call } from '@/utils/rpc/client';
import type { Words } from '@/utils/rpc/protocol';
import type { MailFamily } from '@/utils/schema/family';
import type { ReportPlan } from '@/utils/schema/report';
import type { SiteId } from '@/utils/schema/site';

export interface Reporter {
  /** What the reader is told beside the button. */
  readonly target: ShieldTarget;
  report(): Promise<ReportStatus>;
}

interface Options {
  readonly site: SiteId;
  readonly page: Document;
  readonly judged: Judged;
  readonly family: MailFamily;
  readonly target: ReportTarget;
  readonly words: Words;
}

/**
 * Carries one report out, by the best way that this webmail has; a way that
 * fails falls to the next. Nothing is sent: the last step is always the
 * reader's, in a compose window of their own webmail.
 */
export function createReporter({ site, page, judged, family, target, words }: Options): Reporter {
  const delivery = DELIVERIES[site];
  const text = createText(words.strings);
  const { mail, message } = judged;
  const reported = (): Reported => ({
    key: mail.key,
    subject: message.subject,
    from: message.from,
    text: message.text,
    page,
    url: new URL(page.URL),
  });
  const addressed = {
    desk: target.desk.id,
    to: target.address,
    subject: text('compose.subject'),
    text: text('compose.text'),
  };
  const plan = delivery.plan(reported(), addressed);
  return {
    target: {
      id: target.desk.id,
      name: target.desk.name,
      address: target.address,
      ...(target.desk.phone === undefined ? {} : { phone: target.desk.phone }),
      rank: plan?.rank ?? '4',
    },
    async report() {
      const best = delivery.plan(reported(), addressed);
      if (!best) return (await copy(target.address)) ? 'copied' : 'failed';
      const { planned, file } = await carry(best);
      try {
        const { opened } = await call({ call: 'report', site, family, plan: planned, file });
        return opened === 'consent' ? 'consent' : 'opened';
      } catch {
        return 'failed';
      }
    },
  };

  /** Does what has to be done before the compose window opens. */
  async function carry(best: ReportPlan): Promise<{ planned: ReportPlan; file: string | null }> {
    if (best.rank === '2b') {
      const mail = reported();
      const at = delivery.original?.(mail);
      const headers = delivery.originalHeaders?.(mail);
      const original = at && (await fetchOriginal(at, mail.url, headers).catch(() => null));
      if (original) {
        const file = fileName(message.subject);
        saveFile(original, file);
        return { planned: best, file };
      }
    }
    if (best.rank === '1') return { planned: best, file: null };
    const copied = await copy(quote());
    return { planned: { ...best, rank: copied ? '3' : '4' }, file: null };
  }

  function quote(): string {
    const { from, subject } = message;
    const sender = from ? `${from.name} <${from.address}>`.trim() : '';
    return [sender, subject, '', message.text].join('\n');
  }
}

/** Whether it is on the clipboard now; a page without focus may not write there. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
