import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import css from '@/assets/theme/page.css?inline';
import { Consent, type ConsentProps } from '@/components/Consent';
import { Options, type OptionsProps } from '@/components/Options';
import { Popup, type PopupProps } from '@/components/Popup';
import { Welcome, type WelcomeProps } from '@/components/Welcome';
import { createStage, LANGUAGES, LOCALES, media, type Stage, wordsOf } from '@/tests/components/stage';
import { type ListState, Trouble } from '@/utils/rpc/protocol';
import type { Family } from '@/utils/schema/family';
import type { Language } from '@/utils/schema/language';
import { Against } from '@/utils/schema/signal';

let stage: Stage;
beforeEach(() => {
  stage = createStage(css, { shadow: false });
});
afterEach(async () => {
  stage.end();
  await media({});
});

const quiet = () => {};
const LIST: ListState = {
  revision: 12,
  made: '2026-11-20T00:00:00Z',
  source: 'seed',
  hasFeed: false,
  isChecking: false,
  checked: null,
  failure: null,
  change: null,
  off: 0,
};
const mail = (key: string, family: Family, dismissed = false) => ({
  key,
  family,
  level: 'warning' as const,
  dismissed,
});
const tab = {
  origin: 'https://mail.example',
  site: 'roundcube' as const,
  page: 'mail' as const,
  mails: [mail('1', 'bluff'), mail('2', 'real-images'), mail('3', 'summons', true)],
  heldBack: null,
  trouble: null,
  found: null,
  paused: false,
  telegram: null,
};
const popup = (change: Partial<PopupProps> = {}, language: Language = 'en') => {
  const props: PopupProps = {
    words: wordsOf(language),
    tab,
    trouble: null,
    listDays: 3,
    list: LIST,
    canEnable: true,
    onReport: quiet,
    onPause: quiet,
    onEnable: quiet,
    onCheck: quiet,
    onOptions: quiet,
    turning: null,
    onTurnOff: quiet,
    ...change,
  };
  return <Popup {...props} />;
};
const options = (change: Partial<OptionsProps> = {}, language: Language = 'en') => {
  const props: OptionsProps = {
    words: wordsOf(language),
    settings: { language: null, country: 'BE', paused: ['https://mail.example'], marks: true },
    auto: { language: 'nl', country: 'BE' },
    list: LIST,
    downloads: false,
    onDownloads: quiet,
    journal: {
      verdicts: [
        {
          key: 'a',
          row: 'a',
          content: 'a',
          time: 1_790_000_000_000,
          site: 'gmail',
          family: 'bluff',
          level: 'warning',
          patterns: [],
          dismissed: true,
        },
      ],
      reports: [{ time: 1_790_000_100_000, site: 'gmail', family: 'bluff', target: 'safeonweb', rank: '1' }],
    },
    enabled: ['https://webmail.example/*'],
    onDisable: quiet,
    onSettings: quiet,
    onCheckLists: quiet,
    onSaveList: quiet,
    onErase: quiet,
    ...change,
  };
  return <Options {...props} />;
};
const welcome = (change: Partial<WelcomeProps> = {}, language: Language = 'en') => {
  const props: WelcomeProps = {
    words: wordsOf(language),
    sites: [
      { id: 'gmail', granted: true },
      { id: 'outlook', granted: false },
      { id: 'roundcube', granted: 'self' },
    ],
    refused: false,
    providers: [
      { host: 'mail.provider.example', country: 'BE', enabled: false },
      { host: '*.office.provider.example', country: 'BE', enabled: true },
      { host: 'webmail.other.example', country: 'NL', enabled: 'always' },
    ],
    onGrant: quiet,
    onProvider: quiet,
    onOptions: quiet,
    ...change,
  };
  return <Welcome {...props} />;
};
const consent = (change: Partial<ConsentProps> = {}, language: Language = 'en') => {
  const props: ConsentProps = {
    words: wordsOf(language),
    target: { name: 'Safeonweb', address: 'suspicious@safeonweb.be' },
    status: 'asking',
    onAllow: quiet,
    onLater: quiet,
    ...change,
  };
  return <Consent {...props} />;
};

const pages = {
  popup: (language?: Language) => popup({}, language),
  options: (language?: Language) => options({}, language),
  welcome: (language?: Language) => welcome({}, language),
  consent: (language?: Language) => consent({}, language),
};
const all = (selector: string) => [...stage.root.querySelectorAll<HTMLElement>(selector)];
const shown = () => stage.root.querySelector('main')?.textContent ?? '';
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }));
const en = LOCALES.en;

describe.each(Object.keys(pages) as (keyof typeof pages)[])('%s', (name) => {
  test.each(['light', 'dark'])('has no axe violation in %s', async (scheme) => {
    await media({ 'prefers-color-scheme': scheme });
    await stage.draw(pages[name]());
    const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual(
      [],
    );
  });

  test.each(LANGUAGES)('fits 320 px, all words filled in (%s)', async (language) => {
    stage.end();
    stage = createStage(css, { shadow: false, width: 320 });
    await stage.draw(pages[name](language));
    expect(stage.root.querySelector('main')?.lang).toBe(language);
    for (const element of all('main, main *:not(table *):not(.sr)')) {
      expect(element.getBoundingClientRect().right).toBeLessThanOrEqual(321 + stage.host.offsetLeft);
    }
    expect(shown()).not.toMatch(/\{|\b(popup|options|welcome|consent|trouble|privacy)\./);
    for (const target of all('button, select, input')) {
      expect(target.getBoundingClientRect().height).toBeGreaterThanOrEqual(24);
    }
  });

  test('does nothing for a press that a script sends', async () => {
    const spy = vi.fn();
    await stage.draw(
      name === 'popup'
        ? popup({ onReport: spy, onPause: spy, onOptions: spy })
        : name === 'options'
          ? options({ onErase: spy, onSettings: spy })
          : name === 'welcome'
            ? welcome({ onGrant: spy, onOptions: spy })
            : consent({ onAllow: spy, onLater: spy }),
    );
    for (const button of all('button')) button.click();
    expect(all('button').length).toBeGreaterThan(0);
    expect(spy).not.toHaveBeenCalled();
  });
});

describe('the popup', () => {
  test.each(Trouble.options)('has a face for %s', async (trouble) => {
    await stage.draw(popup({ trouble, tab: trouble === 'background-broken' ? null : tab }));
    expect(shown()).toContain(en['trouble.title']);
    const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
    expect(violations).toEqual([]);
  });

  test('never says that nothing was found when it could not look', async () => {
    for (const trouble of ['list-unreadable', 'no-permission'] as const) {
      await stage.draw(popup({ trouble, tab: { ...tab, mails: [] } }));
      expect(shown()).not.toContain(en['popup.clear']);
    }
    await stage.draw(popup({ trouble: 'page-changed', tab: { ...tab, page: 'changed', mails: [] } }));
    expect(shown()).not.toContain(en['popup.clear']);
    expect(shown()).toContain('Roundcube has changed');
    expect(shown()).not.toContain(en['found.title']);
    await stage.draw(popup({ tab: { ...tab, paused: true, mails: [] } }));
    expect(shown()).not.toContain(en['popup.clear']);
    expect(shown()).toContain(en['popup.paused']);
  });

  test('tells of a webmail that has changed which parts are still known', async () => {
    const found = { page: true, list: true, mail: true, body: false, sender: true };
    const changed = { ...tab, page: 'changed' as const, mails: [], trouble: 'page-changed' as const, found };
    await stage.draw(popup({ tab: changed }));
    expect(shown()).toContain(`${en['found.list']}: ${en['found.yes']}`);
    expect(shown()).toContain(`${en['found.body']}: ${en['found.no']}`);
    await stage.draw(popup({ tab: { ...changed, page: 'mail', trouble: null } }));
    expect(shown()).not.toContain(en['found.title']);
  });

  test('says what spoke against a warning, and only about an open mail', async () => {
    for (const by of Against.options) {
      await stage.draw(popup({ tab: { ...tab, mails: [], heldBack: by } }));
      expect(shown()).toContain(en[`held.${by}`]);
    }
    await stage.draw(popup({ tab: { ...tab, page: 'list', mails: [], heldBack: 'talks-about' } }));
    expect(shown()).not.toContain(en['held.talks-about']);
  });

  test('offers a report for each mail but one with real pictures or one dismissed', async () => {
    const onReport = vi.fn();
    await stage.draw(popup({ onReport }));
    expect(all('li').map((item) => item.querySelectorAll('button').length)).toEqual([1, 0, 0]);
    await press(en['popup.report'] ?? '');
    expect(onReport).toHaveBeenCalledExactlyOnceWith('1');
  });

  test('pauses, resumes and enables', async () => {
    const onPause = vi.fn();
    const onEnable = vi.fn();
    await stage.draw(popup({ onPause }));
    await press(en['popup.pause'] ?? '');
    await stage.draw(popup({ onPause, tab: { ...tab, paused: true } }));
    await press(en['popup.resume'] ?? '');
    expect(onPause.mock.calls).toEqual([[true], [false]]);
    await stage.draw(popup({ onEnable, tab: { ...tab, site: null, page: 'foreign', mails: [] } }));
    expect(shown()).toContain('https://mail.example');
    await press(en['popup.enable'] ?? '');
    expect(onEnable).toHaveBeenCalledOnce();
  });

  test('tells the age of the list', async () => {
    for (const [days, words] of [
      [0, 'popup.age.today'],
      [1, 'popup.age.one'],
      [null, 'popup.age.none'],
    ] as const) {
      await stage.draw(popup({ listDays: days }));
      expect(shown()).toContain(en[words]);
    }
    await stage.draw(popup({ listDays: 40 }));
    expect(shown()).toContain('40 days');
  });
});

describe('the options', () => {
  test('change one setting and keep the others', async () => {
    const onSettings = vi.fn();
    await stage.draw(options({ onSettings }));
    await userEvent.selectOptions(page.getByLabelText('Language'), 'fr');
    await userEvent.selectOptions(page.getByLabelText('Country'), '');
    await userEvent.click(page.getByRole('checkbox'));
    await userEvent.click(page.getByRole('button', { name: 'Resume: https://mail.example' }));
    const kept = { language: null, country: 'BE', paused: ['https://mail.example'], marks: true };
    expect(onSettings.mock.calls.map(([settings]) => settings)).toEqual([
      { ...kept, language: 'fr' },
      { ...kept, country: null },
      { ...kept, marks: false },
      { ...kept, paused: [] },
    ]);
  });

  test('list verdicts and reports, newest first', async () => {
    await stage.draw(options());
    expect(all('tbody tr').map((row) => row.lastElementChild?.textContent)).toEqual([
      'reported to Safeonweb (original attached)',
      'not a scam',
    ]);
  });

  test('erase only after a second yes', async () => {
    const onErase = vi.fn();
    await stage.draw(options({ onErase }));
    await press(en['options.erase'] ?? '');
    await press(en['options.erase.no'] ?? '');
    await press(en['options.erase'] ?? '');
    expect(onErase).not.toHaveBeenCalled();
    await press(en['options.erase.yes'] ?? '');
    expect(onErase).toHaveBeenCalledOnce();
    await stage.draw(options({ onErase, journal: { verdicts: [], reports: [] } }));
    expect(shown()).toContain(en['options.erased']);
  });

  test('say what a lost list is', async () => {
    await stage.draw(options({ list: null }));
    expect(shown()).toContain(en['options.list.none']);
  });
});

test('welcome and options say that we belong to no authority', async () => {
  for (const drawn of [welcome(), options(), consent()]) {
    await stage.draw(drawn);
    expect(shown()).toContain('not affiliated with Safeonweb');
  }
});

test('welcome asks for permission only while one is missing', async () => {
  const onGrant = vi.fn();
  await stage.draw(welcome({ onGrant }));
  await press(en['welcome.grant'] ?? '');
  expect(onGrant).toHaveBeenCalledOnce();
  await stage.draw(welcome({ sites: [{ id: 'gmail', granted: true }] }));
  expect(all('button.main')).toEqual([]);
  expect(shown()).toContain(en['welcome.ready']);
});

test('welcome offers the webmails of one country, each by itself', async () => {
  const onProvider = vi.fn();
  await stage.draw(welcome({ onProvider }));
  const rows = () => all('section li.row').map((row) => row.textContent ?? '');
  expect(rows().filter((row) => row.includes('provider.example'))).toHaveLength(2);
  expect(rows().join()).not.toContain('webmail.other.example');
  await press(`${en['popup.enable']}: mail.provider.example`);
  await press(`${en['options.disable']}: office.provider.example`);
  expect(onProvider.mock.calls).toEqual([
    ['mail.provider.example', true],
    ['*.office.provider.example', false],
  ]);
  await page.getByLabelText(en['options.country'] ?? '').selectOptions('NL');
  expect(rows().join()).toContain('webmail.other.example');
  expect(rows().join()).toContain(en['welcome.granted']);
  await page.getByLabelText(en['options.country'] ?? '').selectOptions('XX');
  expect(shown()).toContain(en['welcome.providers.none']);
});

test('a site that was enabled can be given back in the options', async () => {
  const onDisable = vi.fn();
  await stage.draw(options({ onDisable }));
  await press(`${en['options.disable']}: https://webmail.example`);
  expect(onDisable).toHaveBeenCalledExactlyOnceWith('https://webmail.example/*');
  await stage.draw(options({ enabled: [] }));
  expect(shown()).toContain(en['options.enabled.none']);
});

test('consent names who gets what, and takes both answers', async () => {
  const onAllow = vi.fn();
  const onLater = vi.fn();
  await stage.draw(consent({ onAllow, onLater }));
  expect(shown()).toContain('suspicious@safeonweb.be');
  await press(en['consent.later'] ?? '');
  await press(en['consent.allow'] ?? '');
  expect([onAllow.mock.calls.length, onLater.mock.calls.length]).toEqual([1, 1]);
  await stage.draw(consent({ status: 'refused' }));
  expect(all('button')).toEqual([]);
  expect(shown()).toContain(en['consent.refused']);
});

test('downloads are asked for in the options, and only where the browser has them', async () => {
  const onDownloads = vi.fn();
  await stage.draw(options({ onDownloads }));
  const button = stage.root.querySelector<HTMLElement>('[data-action=downloads]');
  button?.click();
  expect(onDownloads).not.toHaveBeenCalled();
  if (button) await userEvent.click(page.elementLocator(button));
  expect(onDownloads).toHaveBeenCalledOnce();
  await stage.draw(options({ downloads: true }));
  expect(stage.root.querySelector('#telegram')?.textContent).toContain(
    LOCALES.en['telegram.options.downloads.on'],
  );
  await stage.draw(options({ downloads: null }));
  expect(stage.root.querySelector('[data-action=downloads]')).toBeNull();
  expect(stage.root.querySelectorAll('#telegram details')).toHaveLength(3);
});
