import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import css from '@/assets/theme/cover.css?inline';
import { Cover, type CoverProps } from '@/components/Cover';
import {
  createStage,
  desks,
  FINDINGS,
  LANGUAGES,
  LOCALES,
  media,
  type Stage,
  wordsOf,
} from '@/tests/components/stage';
import { helpDesks } from '@/utils/report/targets';
import type { Country } from '@/utils/schema/country';
import type { Family } from '@/utils/schema/family';
import type { Language } from '@/utils/schema/language';
import { TELEGRAM_FAMILIES } from '@/utils/schema/limits';

let stage: Stage;
beforeEach(() => {
  stage = createStage(css.replaceAll('position: fixed !important', 'position: static'), { shadow: true });
});
afterEach(async () => {
  stage.end();
  await media({});
});

const quiet = () => {};
const props = (
  family: Family | null,
  over: Partial<CoverProps> = {},
  language: Language = 'en',
  country: Country = 'BE',
): CoverProps => ({
  words: wordsOf(language, country),
  family,
  listed: family === null,
  findings: family === null ? [] : FINDINGS,
  posts: family === null ? 0 : 4,
  held: true,
  desks: helpDesks(country, language, family, desks),
  address: family === 'scam-kit' ? 'suspicious@safeonweb.be' : null,
  copied: false,
  saved: { count: 3, removed: false },
  onLeave: quiet,
  onShow: quiet,
  onCopy: quiet,
  onRemove: quiet,
  ...over,
});
const all = (selector: string) => [...stage.root.querySelectorAll<HTMLElement>(selector)];
const one = (selector: string) => {
  const found = stage.root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing matches ${selector}`);
  return found;
};
const action = (name: string) => one(`[data-action=${name}]`);
/** `force`: a button that says that it does not work yet can be pressed all the same. */
const press = (name: string) => userEvent.click(page.elementLocator(action(name)), { force: true });
const focused = () => (stage.root as ShadowRoot).activeElement;
const KINDS = [...TELEGRAM_FAMILIES, null] as const;

describe.each(['light', 'dark'])('in %s', (scheme) => {
  test.each(KINDS)('the cover over %s has no axe violation, folded or not', async (family) => {
    await media({ 'prefers-color-scheme': scheme });
    await stage.draw(<Cover {...props(family)} />);
    await press('why');
    for (const details of all('details')) (details as HTMLDetailsElement).open = true;
    const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual(
      [],
    );
  });
});

test('the page between has no axe violation', async () => {
  await stage.draw(<Cover {...props('minors')} />);
  await press('show');
  await vi.waitFor(() => action('confirm'));
  const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('the focus comes in, on a heading that says what it is', async () => {
  await stage.draw(<Cover {...props('drugs')} />);
  expect(focused()?.tagName).toBe('H2');
  expect(focused()?.textContent).toBe('Drugs are sold here.');
});

test('offers leave first, then why and show', async () => {
  await stage.draw(<Cover {...props('weapons')} />);
  expect(
    all('.acts button')
      .slice(0, 3)
      .map((button) => button.dataset.action),
  ).toEqual(['leave', 'why', 'show']);
  const seen: string[] = [];
  for (let step = 0; step < 3; step++) {
    await userEvent.keyboard('{Tab}');
    seen.push((focused() as HTMLElement).dataset.action ?? '');
    expect(getComputedStyle(focused() as Element).outlineStyle).toBe('solid');
  }
  expect(seen).toEqual(['leave', 'why', 'show']);
});

test('counts only a press by the reader, never an event sent by a script', async () => {
  const spies = { onLeave: vi.fn(), onShow: vi.fn(), onCopy: vi.fn(), onRemove: vi.fn() };
  await stage.draw(<Cover {...props('drugs', spies)} />);
  for (const button of all('button')) {
    button.click();
    button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  }
  expect(Object.values(spies).flatMap((spy) => spy.mock.calls)).toEqual([]);
  await press('show');
  expect(spies.onShow).toHaveBeenCalledOnce();
  await press('leave');
  expect(spies.onLeave).toHaveBeenCalledOnce();
});

describe.each(['minors', null] as const)('over %s', (family) => {
  test('one press never shows it: an explanation and a tick come between', async () => {
    const onShow = vi.fn();
    await stage.draw(<Cover {...props(family, { onShow })} />);
    await press('show');
    await vi.waitFor(() => expect(focused()?.textContent).toBe(LOCALES.en['telegram.confirm.title']));
    await press('confirm');
    expect(onShow).not.toHaveBeenCalled();
    (action('read') as HTMLInputElement).click();
    await press('confirm');
    expect(onShow).not.toHaveBeenCalled();
    await press('read');
    await vi.waitFor(() => expect(action('confirm').getAttribute('aria-disabled')).toBe('false'));
    await press('confirm');
    expect(onShow).toHaveBeenCalledOnce();
  });

  test('there is a way back', async () => {
    await stage.draw(<Cover {...props(family)} />);
    await press('show');
    await vi.waitFor(() => action('back'));
    await press('back');
    await vi.waitFor(() => {
      expect(action('show')).toBeDefined();
      expect(focused()?.tagName).toBe('H2');
    });
  });
});

test.each([
  ['BE', 'nl', 'Stop it Now!', 'stopchildporno.be'],
  ['BE', 'fr', 'SéOS', 'stopchildporno.be'],
  ['NL', 'nl', 'Stop it Now!', 'Meldpunt Kinderporno'],
  ['FR', 'fr', 'STOP', 'Pharos'],
  ['DE', 'de', 'Kein Täter werden', 'FSM'],
] as const)(
  'in %s (%s), over minors stand those who help oneself, victims, and a report by link',
  async (country, language, self, hotline) => {
    await stage.draw(<Cover {...props('minors', {}, language, country)} />);
    const said = one('.help').textContent ?? '';
    expect(said).toContain(self);
    expect(said).toContain(hotline);
    expect(said).toContain(LOCALES[language]['help.minors']);
    expect(all('.crisis a').length).toBeGreaterThan(0);
  },
);

test('never repeats what such chats call their images', async () => {
  await stage.draw(<Cover {...props('minors')} />);
  await press('why');
  expect(all('#ub-why [data-finding]').length).toBeGreaterThan(0);
  expect(all('blockquote')).toEqual([]);
  await stage.draw(<Cover {...props('drugs')} />);
  expect(all('blockquote').length).toBeGreaterThan(0);
});

test('says when it could only be covered', async () => {
  await stage.draw(<Cover {...props('drugs', { held: false })} />);
  expect(stage.root.textContent).toContain(LOCALES.en['telegram.not-held']);
  expect(stage.root.textContent).not.toContain(LOCALES.en['telegram.held']);
});

test.each(LANGUAGES)('fits a window of 320 by 256 px, as at 400 %% zoom (%s)', async (language) => {
  stage.end();
  stage = createStage(css.replaceAll('position: fixed !important', 'position: static'), {
    shadow: true,
    width: 320,
  });
  for (const family of KINDS) {
    await stage.draw(<Cover key={family} {...props(family, {}, language)} />);
    await press('why');
    for (const details of all('details')) (details as HTMLDetailsElement).open = true;
    const edge = one('.veil').getBoundingClientRect().right;
    for (const element of all('section :not(.sr)')) {
      expect(element.getBoundingClientRect().right, element.outerHTML).toBeLessThanOrEqual(edge);
      expect(element.scrollWidth, element.outerHTML).toBeLessThanOrEqual(320);
    }
    for (const target of all('button, summary, input')) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.outerHTML).toBeGreaterThanOrEqual(24);
    }
  }
});

test('keeps its edges where colours are forced', async () => {
  await media({ 'forced-colors': 'active' });
  await stage.draw(<Cover {...props('drugs')} />);
  expect(getComputedStyle(action('leave')).borderTopStyle).toBe('solid');
});

test('nothing in it moves', async () => {
  await stage.draw(<Cover {...props('minors')} />);
  for (const element of all('*')) {
    const { transitionDuration, animationName } = getComputedStyle(element);
    expect([transitionDuration, animationName]).toEqual(['0s', 'none']);
  }
});

test('what is saved from before is removed in two presses, and only then', async () => {
  const onRemove = vi.fn();
  await stage.draw(<Cover {...props('drugs', { onRemove })} />);
  expect(one('[data-saved]').textContent).toContain('3');
  await press('ask-remove');
  await vi.waitFor(() => action('remove'));
  await press('keep');
  await vi.waitFor(() => action('ask-remove'));
  expect(onRemove).not.toHaveBeenCalled();
  await press('ask-remove');
  await vi.waitFor(() => action('remove'));
  await press('remove');
  expect(onRemove).toHaveBeenCalledOnce();
  await stage.draw(<Cover {...props('drugs', { saved: { count: 0, removed: true } })} />);
  expect(one('[data-saved]').textContent).toContain(LOCALES.en['telegram.saved.removed']);
  await stage.draw(<Cover {...props('drugs', { saved: { count: 0, removed: false } })} />);
  expect(all('[data-saved]')).toEqual([]);
});
