import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import css from '@/assets/theme/notice.css?inline';
import { ChatNotice, type ChatNoticeProps } from '@/components/ChatNotice';
import {
  createStage,
  desks,
  FINDINGS,
  LANGUAGES,
  LEVELS,
  LOCALES,
  media,
  type Stage,
  wordsOf,
} from '@/tests/components/stage';
import { helpDesks } from '@/utils/report/targets';
import type { Language } from '@/utils/schema/language';

let stage: Stage;
beforeEach(() => {
  stage = createStage(css.replaceAll('position: fixed !important', 'position: static'), {
    shadow: true,
    width: 320,
  });
});
afterEach(async () => {
  stage.end();
  await media({});
});

const notice = (
  family: ChatNoticeProps['family'],
  language: Language,
  over: Partial<ChatNoticeProps> = {},
) => (
  <ChatNotice
    words={wordsOf(language)}
    family={family}
    level="warning"
    findings={FINDINGS}
    desks={helpDesks('BE', language, family, desks)}
    onClose={() => {}}
    {...over}
  />
);

test.each(LANGUAGES)('has no axe violation and fits 320 px, light and dark (%s)', async (language) => {
  for (const scheme of ['light', 'dark']) {
    await media({ 'prefers-color-scheme': scheme });
    for (const family of ['bluff', 'real-images'] as const) {
      await stage.draw(notice(family, language));
      for (const details of stage.root.querySelectorAll('details')) details.open = true;
      const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
      expect(violations.map(({ id }) => id)).toEqual([]);
      for (const element of stage.root.querySelectorAll('section *:not(.sr)'))
        expect(element.scrollWidth, element.outerHTML).toBeLessThanOrEqual(320);
    }
  }
});

test.each(LANGUAGES)(
  'never tells a reader with real pictures to delete or to send on (%s)',
  async (language) => {
    for (const level of LEVELS) {
      await stage.draw(notice('real-images', language, { level }));
      const steps = stage.root.querySelector('ol.steps')?.textContent ?? '';
      expect(steps).not.toMatch(/delete|verwijder|supprim|lösch|forward|doorstu|transf|weiterleit/i);
      expect(stage.root.textContent).toContain('116 000');
    }
  },
);

test('takes no focus, speaks politely, and closes by a press of the reader alone', async () => {
  const onClose = vi.fn();
  await stage.draw(notice('bluff', 'en', { onClose }));
  expect((stage.root as ShadowRoot).activeElement).toBeNull();
  expect(stage.root.querySelector('[role=status]')?.textContent).toBe(LOCALES.en['verdict.bluff.warning']);
  const close = stage.root.querySelector<HTMLElement>('[data-action=close]');
  close?.click();
  expect(onClose).not.toHaveBeenCalled();
  if (close) await userEvent.click(page.elementLocator(close));
  expect(onClose).toHaveBeenCalledOnce();
});
