import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { cdp } from 'vitest/browser';
import desksFile from '@/assets/desks.json';
import de from '@/assets/locales/de.json';
import en from '@/assets/locales/en.json';
import fr from '@/assets/locales/fr.json';
import nl from '@/assets/locales/nl.json';
import type { ShieldProps } from '@/components/Shield';
import { helpDesks, reportTarget } from '@/utils/report/targets';
import type { Country } from '@/utils/schema/country';
import type { Desk } from '@/utils/schema/desk';
import type { MailFamily } from '@/utils/schema/family';
import type { Language } from '@/utils/schema/language';
import type { Signal } from '@/utils/schema/signal';

/** A stage for components: mounts them as their owners do, in the real browser, and gives them the real words. */

export const LOCALES: Record<Language, Record<string, string>> = { nl, fr, de, en };
export const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const;
export const FAMILIES = ['bluff', 'summons', 'real-images', 'threat'] as const;
export const LEVELS = ['notice', 'warning'] as const;
export const desks = desksFile as unknown as Desk[];

export const wordsOf = (language: Language, country: Country = 'BE') => ({
  language,
  country,
  strings: LOCALES[language],
  desks: desks.filter((desk) => desk.countries.includes(country)),
});

const finding = (signal: Signal, phrase: string) => ({ signal, phrase, source: `test.en.${signal}` });

export const FINDINGS = [
  finding('access', 'your device has been under my control since June'),
  finding('recording', 'I turned on the camera'),
  finding('threat-to-spread', 'I send it to all your contacts'),
  finding('payment-means', 'exactly 1300 EUR in bitcoin'),
  finding('payment-means', `bc1q${'averylongwalletthatneverbreaks'.repeat(3)}`),
  finding('deadline', 'you have 48 hours'),
  finding('personal-data', 'hunter22'),
  finding('sender', ''),
  finding('talks-about', 'never a reason'),
];

const quiet = () => {};

export function shieldProps(
  family: MailFamily,
  level: 'notice' | 'warning',
  language: Language = 'en',
  country: Country = 'BE',
): ShieldProps {
  const words = wordsOf(language, country);
  const chosen = reportTarget(country, language, family, desks);
  return {
    words,
    verdict: { family, level, findings: FINDINGS, heldBack: null, partial: false, engine: '1', revision: 1 },
    family,
    level,
    desks: helpDesks(country, language, family, desks),
    target:
      chosen === null
        ? null
        : {
            id: chosen.desk.id,
            name: chosen.desk.name,
            address: chosen.address,
            ...(chosen.desk.phone === undefined ? {} : { phone: chosen.desk.phone }),
            rank: '1',
            own: { kinds: [], unclear: false },
          },
    status: 'ready',
    carried: null,
    dismissed: false,
    hidden: false,
    onReport: quiet,
    onCopy: quiet,
    onDismiss: quiet,
    onHide: quiet,
  };
}

export interface Stage {
  readonly host: HTMLElement;
  readonly root: ShadowRoot | HTMLElement;
  draw(node: ComponentChild): Promise<void>;
  end(): void;
}

const settled = () => new Promise<void>((done) => setTimeout(() => requestAnimationFrame(() => done()), 30));

/** `shadow`: as on a page, in a shadow root (open here, so that a test can look in), else as one of our own pages. */
export function createStage(css: string, options: { shadow: boolean; width?: number }): Stage {
  // The host throws off every style, its own width too: a column around it is what makes it narrow.
  const column = document.createElement('div');
  if (options.width !== undefined) column.style.width = `${options.width}px`;
  document.body.append(column);
  const host = document.createElement('div');
  column.append(host);
  const root = options.shadow ? host.attachShadow({ mode: 'open' }) : host;
  const style = document.createElement('style');
  style.textContent = css;
  root.append(style);
  const into = document.createElement('div');
  root.append(into);
  return {
    host,
    root,
    async draw(node) {
      render(node, into);
      await settled();
    },
    end() {
      render(null, into);
      column.remove();
    },
  };
}

/** Emulated media of the whole page, such as `prefers-color-scheme: dark`. */
export async function media(features: Record<string, string>): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
}
