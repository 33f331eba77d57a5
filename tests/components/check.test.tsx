import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import css from '@/assets/theme/page.css?inline';
import { Check, type CheckProps } from '@/components/Check';
import { createStage, LANGUAGES, LOCALES, media, type Stage, shieldProps } from '@/tests/components/stage';
import type { Language } from '@/utils/schema/language';

let stage: Stage;
beforeEach(() => {
  stage = createStage(css, { shadow: false, width: 760 });
});
afterEach(async () => {
  stage.end();
  await media({});
});

const OWN: CheckProps['own'] = { kinds: ['password'], unclear: false };

function props(language: Language = 'en', over: Partial<CheckProps> = {}): CheckProps {
  const { words, verdict, desks, target } = shieldProps('bluff', 'warning', language);
  return {
    words,
    checked: { how: 'selected', verdict },
    family: 'bluff',
    desks,
    target,
    mailboxes: [
      { id: 'program', name: '' },
      { id: 'gmail', name: 'Gmail' },
    ],
    own: OWN,
    went: 'ready',
    onMailbox: () => {},
    ...over,
  };
}

const one = (selector: string) => {
  const found = stage.root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing matches ${selector}`);
  return found;
};
const press = (selector: string) => userEvent.click(page.elementLocator(one(selector)));

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(['light', 'dark'])('has no axe violation in %s, and fits 320 px', async (scheme) => {
    stage.end();
    stage = createStage(css, { shadow: false, width: 320 });
    await media({ 'prefers-color-scheme': scheme });
    await stage.draw(<Check {...props(language)} />);
    for (const details of stage.root.querySelectorAll('details')) details.open = true;
    const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(one('main').scrollWidth).toBeLessThanOrEqual(320);
  });
});

test('keeps the markers of its lists inside the margin', async () => {
  await stage.draw(<Check {...props()} />);
  const margin = one('section.block').getBoundingClientRect().left;
  for (const list of stage.root.querySelectorAll<HTMLElement>('ol, ul')) {
    const { listStyleType, paddingInlineStart } = getComputedStyle(list);
    expect(list.getBoundingClientRect().left).toBeGreaterThanOrEqual(margin);
    if (listStyleType !== 'none') expect(Number.parseFloat(paddingInlineStart)).toBeGreaterThanOrEqual(20);
  }
});

test('takes what is the reader’s own out of the copied text unless they want to keep it', async () => {
  const onMailbox = vi.fn();
  await stage.draw(<Check {...props('en', { onMailbox })} />);
  expect(one('[data-own]').textContent).toContain(LOCALES.en['report.own.password']);
  await press('[data-mailbox="gmail"]');
  await press('label.check');
  await press('[data-mailbox="program"]');
  one('[data-mailbox="gmail"]').click();
  expect(onMailbox.mock.calls).toEqual([
    ['gmail', false],
    ['program', true],
  ]);
});

test.each([
  ['copied', 'compose.copied'],
  ['not-copied', 'fell.clipboard'],
  ['refused', 'consent.refused'],
] as const)('says so when the text was %s', async (went, key) => {
  await stage.draw(<Check {...props('en', { went })} />);
  expect(stage.root.textContent).toContain(LOCALES.en[key]);
});

test('offers nothing to send where real pictures are involved', async () => {
  const real = shieldProps('real-images', 'warning');
  const over = {
    family: 'real-images',
    desks: real.desks,
    target: null,
    checked: { how: 'page', verdict: real.verdict },
  };
  await stage.draw(<Check {...props('en', over as Partial<CheckProps>)} />);
  expect(stage.root.querySelectorAll('[data-mailbox], [data-own]')).toHaveLength(0);
  expect(stage.root.textContent).toContain('116 000');
});
