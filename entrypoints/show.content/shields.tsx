import { render } from 'preact';
import shieldCss from '@/assets/theme/shield.css?inline';
import type { Carried, ReportStatus } from '@/components/Report';
import { Shield } from '@/components/Shield';
import { createReporter } from '@/entrypoints/show.content/reporter';
import type { RenderedMail } from '@/utils/adapters/adapter';
import { copyText } from '@/utils/report/clipboard';
import { helpDesks, reportTarget } from '@/utils/report/targets';
import { call } from '@/utils/rpc/client';
import type { MailState, Words } from '@/utils/rpc/protocol';
import type { Family, MailFamily } from '@/utils/schema/family';
import { MAIL_FAMILIES } from '@/utils/schema/limits';
import type { Message } from '@/utils/schema/message';
import type { SiteId } from '@/utils/schema/site';
import type { Verdict } from '@/utils/schema/verdict';
import { watchCover } from '@/utils/shield/cover';
import { type Mount, mount } from '@/utils/shield/mount';

/** A mail that was judged and warned about, with everything that its shield needs. */
export interface Judged {
  readonly mail: RenderedMail;
  readonly message: Message;
  readonly verdict: Verdict;
  readonly dismissed: boolean;
}

/** The shields of one document: at most one a mail. */
export interface Shields {
  show(judged: Judged, words: Words): void;
  /** The page was read again: a shield goes with its mail when the webmail drew that anew. */
  follow(mails: readonly RenderedMail[]): void;
  remove(key: string): void;
  clear(): void;
  /** What the shield's own report button does. */
  report(key: string): void;
  /** For the popup. */
  states(): MailState[];
}

/** Saving takes some 10 ms, with a background that has to start some 2 s. One that is broken must not hold the reader up. */
const SAVE_PATIENCE_MS = 2_500;

interface Shown {
  mount: Mount;
  mail: RenderedMail;
  draw(): void;
  report(keepOwn: boolean): void;
  state: MailState;
}

export interface ShieldsOptions {
  readonly site: SiteId;
  readonly page: Document;
  /** Something that the popup shows has changed. */
  readonly onChange: () => void;
  /** The page takes our shield away or covers it. */
  readonly onFight: () => void;
  readonly signal: AbortSignal;
}

export function createShields({ site, page, onChange, onFight, signal }: ShieldsOptions): Shields {
  const shown = new Map<string, Shown>();
  /** Judged, but the webmail had taken the mail away to draw it anew: shown as soon as it stands again. */
  const waiting = new Map<string, { judged: Judged; words: Words }>();

  const remove = (key: string) => {
    waiting.delete(key);
    const one = shown.get(key);
    if (!one) return;
    shown.delete(key);
    render(null, one.mount.container);
    one.mount.remove();
  };

  const show = (judged: Judged, words: Words) => {
    const { mail, verdict } = judged;
    const family = mailFamily(verdict.family);
    if (family === null || verdict.level === 'none') return;
    remove(mail.key);
    if (!mail.anchor.isConnected) {
      waiting.set(mail.key, { judged, words });
      return;
    }
    const { level } = verdict;
    const place = (host: HTMLElement) => {
      const { anchor } = shown.get(mail.key)?.mail ?? mail;
      if (!anchor.isConnected) return false;
      anchor.before(host);
      return true;
    };
    const ended = new AbortController();
    const life = AbortSignal.any([signal, ended.signal]);
    const mounted = mount(page, { name: 'unbluff-shield', css: shieldCss, place, onFight, signal: life });
    if (!mounted) return;
    watchCover(mounted.host, onFight, life);

    let status: ReportStatus = 'ready';
    let carried: Carried | null = null;
    let hidden = false;
    const one: Shown = {
      mount: { ...mounted, remove: () => ended.abort() },
      mail,
      state: { key: mail.key, family, level, dismissed: judged.dismissed },
      draw: () => {},
      report: (keepOwn) => {
        if (!reporter || status === 'reporting') return;
        status = 'reporting';
        one.draw();
        void reporter.report(keepOwn).then((now) => {
          ({ status, carried } = now);
          one.draw();
        });
      },
    };
    const target = reportTarget(words.country, words.language, family, words.desks);
    const reporter = target && createReporter({ site, page, judged, family, target, words });
    one.draw = () =>
      render(
        <Shield
          words={words}
          verdict={verdict}
          family={family}
          level={level}
          desks={helpDesks(words.country, words.language, family, words.desks)}
          target={reporter?.target ?? null}
          status={status}
          carried={carried}
          dismissed={one.state.dismissed}
          hidden={hidden}
          onReport={one.report}
          onCopy={(address) => {
            void copyText(page, address).then((done) => {
              if (!done) return;
              status = 'copied';
              one.draw();
            });
          }}
          onDismiss={(on) => {
            const saved = call({ call: 'dismiss', site, key: mail.key, on }).catch(() => null);
            const patience = new Promise((resolve) => setTimeout(resolve, SAVE_PATIENCE_MS));
            // Said when it is kept: somebody who then leaves the page must not find it undone.
            void Promise.race([saved, patience]).then(() => {
              one.state = { ...one.state, dismissed: on };
              one.draw();
              onChange();
            });
          }}
          onHide={(on) => {
            hidden = on;
            one.draw();
          }}
        />,
        mounted.container,
      );
    shown.set(mail.key, one);
    one.draw();
    onChange();
  };

  return {
    show,
    follow: (mails) => {
      for (const mail of mails) {
        const late = waiting.get(mail.key);
        if (late) show({ ...late.judged, mail }, late.words);
        const one = shown.get(mail.key);
        if (!one) continue;
        const moved = one.mail.anchor !== mail.anchor;
        one.mail = mail;
        if (moved) one.mount.move();
      }
    },
    remove: (key) => {
      remove(key);
      onChange();
    },
    clear: () => {
      for (const key of [...shown.keys(), ...waiting.keys()]) remove(key);
      onChange();
    },
    report: (key) => shown.get(key)?.report(false),
    states: () => [...shown.values()].map(({ state }) => state),
  };
}

/** The families that a shield has words for; the others exist on Telegram only. */
function mailFamily(family: Family | null): MailFamily | null {
  return MAIL_FAMILIES.find((one) => one === family) ?? null;
}
