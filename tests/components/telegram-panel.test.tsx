import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import lineCss from '@/assets/theme/line.css?inline';
import css from '@/assets/theme/page.css?inline';
import { TelegramLine, type TelegramLineProps } from '@/components/TelegramLine';
import { TelegramPanel, type TelegramPanelProps } from '@/components/TelegramPanel';
import { createStage, LANGUAGES, LOCALES, media, type Stage, wordsOf } from '@/tests/components/stage';
import { createText } from '@/utils/i18n/text';
import { TELEGRAM_FAMILIES } from '@/utils/schema/limits';
import type { TelegramState } from '@/utils/schema/telegram-state';

let stage: Stage;
beforeEach(() => {
  stage = createStage(css + lineCss.replaceAll('position: fixed !important', 'position: static'), {
    shadow: true,
    width: 360,
  });
});
afterEach(async () => {
  stage.end();
  await media({});
});

const en = LOCALES.en;
const quiet = () => {};
const one = (selector: string) => {
  const found = stage.root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing matches ${selector}`);
  return found;
};
const press = (name: string) =>
  userEvent.click(page.elementLocator(one(`[data-action=${name}]`)), { force: true });
const violations = async () => {
  const found = await axe.run(stage.host, { resultTypes: ['violations'] });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
};

describe('the popup over Telegram', () => {
  const WELL: TelegramState = { client: 'k', protection: 'whole', open: null, saves: true };
  const panel = (state: Partial<TelegramState>, over: Partial<TelegramPanelProps> = {}) => (
    <main class="ub popup" lang="en">
      <h1>Unbluff</h1>
      <TelegramPanel
        state={{ ...WELL, ...state }}
        turning={null}
        text={createText(en)}
        onTurnOff={quiet}
        {...over}
      />
    </main>
  );
  const open = { family: null, level: 'none', listed: false, flagged: false, shown: false } as const;

  test('has no axe violation in any state, light or dark', async () => {
    for (const scheme of ['light', 'dark']) {
      await media({ 'prefers-color-scheme': scheme });
      for (const protection of ['starting', 'whole', 'reduced'] as const) {
        await stage.draw(panel({ protection, open: { ...open, family: 'drugs', flagged: true } }));
        expect(await violations()).toEqual([]);
      }
    }
  });

  test('says what each chat is, that it may be, and that nothing was found', async () => {
    for (const family of TELEGRAM_FAMILIES) {
      await stage.draw(panel({ open: { ...open, family, level: 'warning', flagged: true } }));
      expect(one('[data-chat]').textContent).toBe(en[`telegram.is.${family}`]);
    }
    await stage.draw(panel({ open: { ...open, listed: true, flagged: true } }));
    expect(one('[data-chat]').textContent).toBe(en['telegram.is.listed']);
    await stage.draw(panel({ open: { ...open, family: 'drugs', level: 'notice' } }));
    expect(one('[data-chat]').textContent).toContain(en['family.drugs']);
    await stage.draw(panel({ open }));
    expect(one('[data-chat]').textContent).toBe(en['telegram.popup.clear']);
    await stage.draw(panel({}));
    expect(one('[data-chat]').textContent).toBe(en['telegram.popup.none']);
  });

  test('says when it cannot protect', async () => {
    await stage.draw(panel({ protection: 'reduced' }));
    expect(one('.notice').textContent).toContain(en['telegram.reduced']);
  });

  test('says what is saved, turns it off by one press of the reader, and tells what still comes', async () => {
    const onTurnOff = vi.fn();
    await stage.draw(panel({}, { onTurnOff }));
    one('[data-action=auto-download-off]').click();
    expect(onTurnOff).not.toHaveBeenCalled();
    await press('auto-download-off');
    expect(onTurnOff).toHaveBeenCalledOnce();
    await stage.draw(panel({}, { onTurnOff, turning: 'working' }));
    await press('auto-download-off');
    expect(onTurnOff).toHaveBeenCalledOnce();
    await stage.draw(panel({}, { turning: 'failed' }));
    expect(one('[data-saves]').textContent).toContain(en['telegram.saves.failed']);
    for (const client of ['k', 'a'] as const) {
      await stage.draw(panel({ saves: false, client }));
      expect(one('[data-saves]').textContent).toContain(en[`telegram.saves.still.${client}`]);
      expect(stage.root.querySelector('[data-action=auto-download-off]')).toBeNull();
    }
    await stage.draw(panel({ saves: null }));
    expect(one('[data-saves]').textContent).toContain(en['telegram.popup.saves.unknown']);
  });
});

describe('the line on the page', () => {
  const STATES = ['saves', 'working', 'off', 'failed', 'reduced'] as const;
  const line = (over: Partial<TelegramLineProps>, language: (typeof LANGUAGES)[number] = 'en') => (
    <TelegramLine
      words={wordsOf(language)}
      client="k"
      state="saves"
      file={null}
      canTurnOff
      onStop={quiet}
      onTurnOff={quiet}
      onClose={quiet}
      {...over}
    />
  );

  test.each(LANGUAGES)('has no axe violation and fits (%s)', async (language) => {
    for (const scheme of ['light', 'dark']) {
      await media({ 'prefers-color-scheme': scheme });
      for (const state of STATES) {
        await stage.draw(line({ state }, language));
        expect(await violations()).toEqual([]);
        const edge = one('.note').getBoundingClientRect().right;
        for (const element of stage.root.querySelectorAll('.note *'))
          expect(element.getBoundingClientRect().right).toBeLessThanOrEqual(edge);
      }
    }
  });

  test('takes no focus and speaks politely', async () => {
    await stage.draw(line({}));
    expect((stage.root as ShadowRoot).activeElement).toBeNull();
    expect(one('[role=status]').textContent).toBe(en['telegram.saves.on']);
  });

  test('offers nothing that it cannot do', async () => {
    await stage.draw(line({ state: 'reduced', canTurnOff: false }));
    expect(stage.root.querySelector('[data-action=auto-download-off]')).toBeNull();
    await stage.draw(line({ state: 'working' }));
    expect(stage.root.querySelector('button')).toBeNull();
  });

  test('asks about a file that waits, and stops it or lets it go', async () => {
    const spies = { onStop: vi.fn(), onClose: vi.fn() };
    const file = { name: 'list.exe', flagged: true, shut: false, risk: 'program', download: 7 } as const;
    await stage.draw(line({ state: 'file', file, ...spies }));
    expect(await violations()).toEqual([]);
    const said = one('[role=status]').textContent ?? '';
    expect(said).toContain('“list.exe” is of a chat that Unbluff warns of.');
    expect(said).toContain('“list.exe” is a program.');
    one('[data-action=stop]').click();
    expect(spies.onStop).not.toHaveBeenCalled();
    await press('stop');
    expect(spies.onStop).toHaveBeenCalledOnce();
    expect(one('[data-action=close]').textContent).toBe(en['telegram.file.keep']);
    // Where downloads cannot be seen it is said, and nothing is promised.
    await stage.draw(line({ state: 'file', file: { ...file, download: null } }));
    expect(stage.root.querySelector('[data-action=stop]')).toBeNull();
    await stage.draw(line({ state: 'file', file: { ...file, shut: true } }));
    expect(one('[role=status]').textContent).toContain('was not saved');
  });

  test('counts only a press by the reader', async () => {
    const spies = { onTurnOff: vi.fn(), onClose: vi.fn() };
    await stage.draw(line(spies));
    for (const button of stage.root.querySelectorAll('button')) button.click();
    expect(spies.onTurnOff).not.toHaveBeenCalled();
    expect(spies.onClose).not.toHaveBeenCalled();
    await press('auto-download-off');
    await press('close');
    expect(spies.onTurnOff).toHaveBeenCalledOnce();
    expect(spies.onClose).toHaveBeenCalledOnce();
  });
});
