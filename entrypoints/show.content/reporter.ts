import type { Carried, Fall, ReportStatus, ShieldTarget } from '@/components/Report';
import type { Judged } from '@/entrypoints/show.content/shields';
import { createText } from '@/utils/i18n/text';
import { copyText } from '@/utils/report/clipboard';
import { DELIVERIES } from '@/utils/report/deliveries/registry';
import type { Reported } from '@/utils/report/delivery';
import { fetchOriginal } from '@/utils/report/original';
import { findOwnData, type OwnKind } from '@/utils/report/own-data';
import { redact } from '@/utils/report/redact';
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
  /** @param keepOwn leave what is the reader's own in a text that is copied. */
  report(keepOwn: boolean): Promise<Reporting>;
}

export interface Reporting {
  readonly status: ReportStatus;
  readonly carried: Carried;
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
 * Carries one report out, by the best way that this webmail has. A way that
 * fails falls to the next, and the reader is told: no original, then its text
 * is copied (3); no clipboard, then the bare compose window and the address (4);
 * no compose window, then what was saved or copied so far, and the address.
 * Nothing is sent: the last step is always the reader's, in a compose window of
 * their own webmail.
 */
export function createReporter({ site, page, judged, family, target, words }: Options): Reporter {
  const delivery = DELIVERIES[site];
  const text = createText(words.strings);
  const { mail, message, verdict } = judged;
  const own = findOwnData(message, verdict);
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
  const rank = plan?.rank ?? '4';
  const kinds = new Set(own.found.map(({ kind }) => kind));
  return {
    target: {
      id: target.desk.id,
      name: target.desk.name,
      address: target.address,
      ...(target.desk.phone === undefined ? {} : { phone: target.desk.phone }),
      rank,
      // An original is addressed to the reader, whatever its text says.
      own: {
        kinds: [...(rank === '3' ? kinds : new Set<OwnKind>(['address', ...kinds]))],
        unclear: own.unclear,
      },
    },
    async report(keepOwn) {
      const best = delivery.plan(reported(), addressed);
      if (!best) return byAddress({ rank: '4', fell: [], file: null, clipboard: null }, 'copied');
      const carried = await carry(best, keepOwn);
      const plan = { ...best, rank: carried.rank };
      try {
        const { opened } = await call({ call: 'report', site, family, plan, file: carried.file });
        return { status: opened === 'consent' ? 'consent' : 'opened', carried };
      } catch {
        return byAddress(carried, 'failed');
      }
    },
  };

  /** Does what has to be done before the compose window opens. */
  async function carry({ rank }: ReportPlan, keepOwn: boolean): Promise<Carried> {
    const fell: Fall[] = [];
    if (rank === '1') return { rank, fell, file: null, clipboard: null };
    // Nothing of ours attaches for the reader: 2a falls to 2b by itself.
    if (rank === '2a' || rank === '2b') {
      const original = await fetchReported();
      if (original) {
        const file = fileName(message.subject);
        saveFile(original, file);
        return { rank: '2b', fell, file, clipboard: null };
      }
      fell.push('original');
    }
    if (await copyText(page, quote(keepOwn))) return { rank: '3', fell, file: null, clipboard: 'text' };
    return { rank: '4', fell: [...fell, 'clipboard'], file: null, clipboard: null };
  }

  async function fetchReported(): Promise<Blob | null> {
    const mail = reported();
    const at = delivery.original?.(mail);
    return at ? fetchOriginal(at, mail.url, delivery.originalHeaders?.(mail)).catch(() => null) : null;
  }

  /** Without a compose window the address is what is left; a text that was copied is not taken off the clipboard for it. */
  async function byAddress(carried: Carried, copied: 'copied' | 'failed'): Promise<Reporting> {
    if (carried.clipboard === 'text') return { status: 'failed', carried };
    const clipboard = (await copyText(page, target.address)) ? 'address' : null;
    return { status: clipboard ? copied : 'failed', carried: { ...carried, clipboard } };
  }

  function quote(keepOwn: boolean): string {
    const { from, subject } = message;
    const sender = from ? `${from.name} <${from.address}>`.trim() : '';
    const whole = [sender, subject, '', message.text].join('\n');
    return keepOwn ? whole : redact(whole, own.found, text('report.removed'));
  }
}
