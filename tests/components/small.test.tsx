import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import markCss from '@/assets/theme/mark.css?inline';
import shieldCss from '@/assets/theme/shield.css?inline';
import { ComposeNote, type ComposeState } from '@/components/ComposeNote';
import { Mark } from '@/components/Mark';
import {
  createStage,
  LANGUAGES,
  LEVELS,
  LOCALES,
  media,
  type Stage,
  wordsOf,
} from '@/tests/components/stage';
import { Family } from '@/utils/schema/family';
import { SiteId } from '@/utils/schema/site';

const STATES: ComposeState[] = ['checking', 'attached', 'missing', 'failed', 'save-first', 'copied'];
const en = LOCALES.en;
let stage: Stage;
afterEach(async () => {
  stage.end();
  await media({});
});

describe('the note on a report', () => {
  const note = (
    state: ComposeState,
    language = LANGUAGES[3] as (typeof LANGUAGES)[number],
    onClose = () => {},
    site: SiteId = 'roundcube',
  ) => (
    <ComposeNote
      words={wordsOf(language)}
      site={site}
      state={state}
      address="suspicious@safeonweb.be"
      name="original.eml"
      onClose={onClose}
    />
  );
  beforeEach(() => {
    stage = createStage(shieldCss, { shadow: true, width: 320 });
  });

  test.each(STATES.flatMap((state) => ['light', 'dark'].map((scheme) => [state, scheme] as const)))(
    'has no axe violation when %s in %s',
    async (state, scheme) => {
      await media({ 'prefers-color-scheme': scheme });
      await stage.draw(note(state));
      const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
      expect(violations.map(({ id }) => id)).toEqual([]);
    },
  );

  test.each(LANGUAGES)('speaks each state and fits 320 px (%s)', async (language) => {
    for (const state of STATES) {
      await stage.draw(note(state, language));
      await expect
        .poll(() => stage.root.querySelector('[role=status]')?.textContent)
        .toBe(LOCALES[language][`compose.${state}`]?.replace('{name}', 'original.eml'));
      const card = stage.root.querySelector('.card');
      expect(card?.getBoundingClientRect().width).toBe(320);
      expect(card?.scrollWidth).toBeLessThanOrEqual(320);
    }
  });

  test('tells how to attach by hand, and to whom, only when it failed', async () => {
    await stage.draw(note('failed'));
    expect(stage.root.querySelectorAll('ol li')).toHaveLength(3);
    expect(stage.root.textContent).toContain('suspicious@safeonweb.be');
    await stage.draw(note('attached'));
    expect(stage.root.querySelector('ol')).toBeNull();
  });

  test.each(LANGUAGES)('points at the webmail’s own menu where that is known (%s)', async (language) => {
    for (const site of SiteId.options) {
      const guide = LOCALES[language][`compose.guide.${site}`]?.replace(
        '{address}',
        'suspicious@safeonweb.be',
      );
      for (const state of ['failed', 'copied', 'attached'] as const) {
        await stage.draw(note(state, language, () => {}, site));
        const shown = guide !== undefined && stage.root.textContent?.includes(guide);
        expect(shown, `${site} ${state}`).toBe(guide !== undefined && state !== 'attached');
        if (state === 'failed') expect(stage.root.textContent).toContain('suspicious@safeonweb.be');
      }
    }
  });

  test('closes by the reader’s press alone', async () => {
    const onClose = vi.fn();
    await stage.draw(note('attached', 'en', onClose));
    stage.root.querySelector('button')?.click();
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.click(page.getByRole('button', { name: en['compose.close'] ?? '?' }));
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('the mark in a row', () => {
  beforeEach(() => {
    stage = createStage(markCss, { shadow: true });
  });

  test('says its family to a screen reader, is small, and takes no focus', async () => {
    for (const family of Family.options) {
      for (const level of LEVELS) {
        await stage.draw(<Mark words={wordsOf('en')} family={family} level={level} />);
        const mark = stage.root.querySelector<HTMLElement>('.ub-mark');
        expect(mark?.textContent).toContain(en[`family.${family}`]);
        expect(mark?.textContent?.includes('maybe')).toBe(level === 'notice');
        expect(mark?.offsetHeight).toBeLessThanOrEqual(20);
        expect(mark?.querySelector('[tabindex], a, button')).toBeNull();
      }
    }
  });

  test('tells sure from maybe by shape', async () => {
    const draw = async (level: (typeof LEVELS)[number]) => {
      await stage.draw(<Mark words={wordsOf('en')} family="bluff" level={level} />);
      return stage.root.querySelector('circle')?.getAttribute('stroke-dasharray') ?? null;
    };
    expect(await draw('warning')).toBeNull();
    expect(await draw('notice')).not.toBeNull();
  });

  test('has no axe violation', async () => {
    await stage.draw(<Mark words={wordsOf('en')} family="bluff" level="warning" />);
    const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
