import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import css from '@/assets/theme/shield.css?inline';
import type { OwnInside } from '@/components/OwnData';
import type { Carried, ReportStatus } from '@/components/Report';
import { Shield } from '@/components/Shield';
import {
  createStage,
  FAMILIES,
  LANGUAGES,
  LEVELS,
  LOCALES,
  media,
  type Stage,
  shieldProps,
} from '@/tests/components/stage';
import type { Language } from '@/utils/schema/language';
import type { Rank } from '@/utils/schema/report';

let stage: Stage;
beforeEach(() => {
  stage = createStage(css, { shadow: true });
});
afterEach(async () => {
  stage.end();
  await media({});
});

const all = (selector: string) => [...stage.root.querySelectorAll<HTMLElement>(selector)];
const one = (selector: string) => {
  const found = stage.root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing matches ${selector}`);
  return found;
};
const button = (name: string | undefined) => {
  const found = all('button').find((element) => element.textContent === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
};
const en = LOCALES.en;
const focused = () => (stage.root as ShadowRoot).activeElement;

describe.each(['light', 'dark'])('in %s', (scheme) => {
  test.each(FAMILIES.flatMap((family) => LEVELS.map((level) => [family, level] as const)))(
    '%s %s has no axe violation',
    async (family, level) => {
      await media({ 'prefers-color-scheme': scheme });
      await stage.draw(<Shield {...shieldProps(family, level)} />);
      for (const details of all('details')) (details as HTMLDetailsElement).open = true;
      const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual(
        [],
      );
    },
  );
});

test('folded states have no axe violation', async () => {
  for (const folded of [{ dismissed: true }, { hidden: true }, { status: 'failed' as const }]) {
    await stage.draw(<Shield {...shieldProps('bluff', 'warning')} {...folded} />);
    const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
});

test('says the verdict first, as a heading in a polite region', async () => {
  await stage.draw(<Shield {...shieldProps('bluff', 'warning')} />);
  const region = one('[role=status]');
  expect(region.textContent).toBe('This is a bluff. Nobody filmed you.');
  expect(all('h2, h3, p, li, button, a')[0]).toBe(one('[role=status] h2'));
});

test('says no more than it knows of a notice', async () => {
  for (const family of FAMILIES) {
    await stage.draw(<Shield {...shieldProps(family, 'notice')} />);
    expect(one('h2').textContent).toContain('looks like');
    expect(stage.root.textContent).not.toContain('Nobody filmed you');
    expect(stage.root.textContent).not.toContain('This letter is fake');
  }
});

test.each(LANGUAGES)(
  'never tells a reader with real pictures to delete or to send on (%s)',
  async (language) => {
    for (const level of LEVELS) {
      await stage.draw(<Shield {...shieldProps('real-images', level, language)} />);
      const steps = one('ol.steps').textContent ?? '';
      expect(steps).not.toMatch(/delete|verwijder|supprim|lösch|report|meld|signal/i);
      expect(all('button.main')).toEqual([]);
      expect(stage.root.textContent).toContain('116 000');
    }
  },
);

test('offers the opposite advice under a bluff, for a reader who did send pictures', async () => {
  await stage.draw(<Shield {...shieldProps('bluff', 'warning')} />);
  const details = all('details').find((element) => element.textContent?.includes(en['images.title'] ?? '?'));
  expect(details?.textContent).toContain(en['do.real-images.keep']);
  expect(details?.textContent).toContain('Child Focus');
});

test('shows a number to talk to somebody for every family, country and language', async () => {
  for (const country of ['BE', 'NL', 'FR', 'DE', 'XX'] as const) {
    for (const language of LANGUAGES) {
      for (const family of FAMILIES) {
        await stage.draw(<Shield {...shieldProps(family, 'warning', language, country)} />);
        const links = [...one('.crisis').querySelectorAll('a')];
        expect(links.length, `${country} ${language} ${family}`).toBeGreaterThan(0);
        for (const link of links) expect(link.href).toMatch(country === 'XX' ? /^https:/ : /^tel:\d+$/);
      }
    }
  }
});

test('mentions a shown password only when one was found', async () => {
  const props = shieldProps('bluff', 'warning');
  await stage.draw(<Shield {...props} />);
  expect(one('ol.steps').textContent).toContain('password');
  await stage.draw(<Shield {...props} verdict={{ ...props.verdict, findings: [] }} />);
  expect(one('ol.steps').textContent).not.toContain('password');
});

test('tells what made us less sure, after the reasons', async () => {
  const props = shieldProps('bluff', 'notice');
  const verdict = { ...props.verdict, heldBack: { by: 'talks-about', from: 'warning' } as const };
  await stage.draw(<Shield {...props} verdict={verdict} />);
  expect(one('[data-held]').textContent).toContain(en['held.talks-about']);
  await stage.draw(<Shield {...props} />);
  expect(all('[data-held]')).toEqual([]);
});

test('groups findings by signal, four at first, all on demand, and keeps the keyboard inside', async () => {
  await stage.draw(<Shield {...shieldProps('bluff', 'warning')} />);
  const details = all('details').at(-1) as HTMLDetailsElement;
  details.open = true;
  expect(details.textContent).toContain('7 reasons');
  expect(details.querySelectorAll('.why > li')).toHaveLength(4);
  expect(details.textContent).not.toContain('never a reason');
  await userEvent.click(page.elementLocator(button(en['why.all'])));
  await vi.waitFor(() => expect(details.querySelectorAll('.why > li')).toHaveLength(7));
  await vi.waitFor(() => expect(focused()).toBe(details.querySelector('.why')));
  expect(details.textContent).toContain('hunter22');
});

test('says beside the button what is sent, to whom and that the reader sends', async () => {
  await stage.draw(<Shield {...shieldProps('bluff', 'warning', 'nl')} />);
  const report = one('.report');
  expect(report.textContent).toContain('verdacht@safeonweb.be');
  expect(report.textContent).toContain('Je drukt zelf op Verzenden');
  expect(report.querySelector('button')?.textContent).toBe('Melden bij Safeonweb');
  expect(one(`#${report.querySelector('button')?.getAttribute('aria-describedby')}`).textContent).toContain(
    'bijlage',
  );
});

test('counts only a press by the reader, never an event sent by a script', async () => {
  const onReport = vi.fn();
  const onDismiss = vi.fn();
  const onHide = vi.fn();
  await stage.draw(<Shield {...shieldProps('bluff', 'warning')} {...{ onReport, onDismiss, onHide }} />);
  for (const element of all('button')) element.click();
  for (const element of all('button')) element.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect([onReport, onDismiss, onHide].flatMap((spy) => spy.mock.calls)).toEqual([]);
  await userEvent.click(page.elementLocator(button('Report to Safeonweb')));
  expect(onReport).toHaveBeenCalledOnce();
});

test('is walked and worked by keyboard alone', async () => {
  const onReport = vi.fn();
  const onDismiss = vi.fn();
  await stage.draw(<Shield {...shieldProps('bluff', 'warning')} {...{ onReport, onDismiss }} />);
  const seen: string[] = [];
  for (let step = 0; step < 12; step++) {
    await userEvent.keyboard('{Tab}');
    const element = focused() as HTMLElement | null;
    if (element === null) continue;
    expect(getComputedStyle(element).outlineStyle).toBe('solid');
    seen.push(element.textContent ?? '');
    if (element.textContent === 'Report to Safeonweb') await userEvent.keyboard('{Enter}');
    if (element.matches('details:last-of-type > summary')) await userEvent.keyboard('{Enter}');
    if (element.textContent === en['shield.dismiss']) {
      await userEvent.keyboard(' ');
      break;
    }
  }
  expect(seen[0]).toContain('1813');
  expect(onReport).toHaveBeenCalledOnce();
  expect((all('details').at(-1) as HTMLDetailsElement).open).toBe(true);
  expect(onDismiss).toHaveBeenCalledWith(true);
});

test('a dismissal and a hiding fold to one line that undoes them, with the focus on it', async () => {
  let props = shieldProps('bluff', 'warning');
  const draw = () => stage.draw(<Shield {...props} />);
  props = {
    ...props,
    onDismiss: (dismissed) => {
      props = { ...props, dismissed };
      void draw();
    },
    onHide: (hidden) => {
      props = { ...props, hidden };
      void draw();
    },
  };
  await draw();
  await userEvent.click(page.elementLocator(button(en['shield.dismiss'])));
  await vi.waitFor(() => expect(focused()?.textContent).toBe(en['shield.undo']));
  expect(stage.root.textContent).not.toContain('Report');
  expect(stage.host.offsetHeight).toBeLessThan(80);
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(focused()?.textContent).toBe(en['shield.hide']));
  await userEvent.click(page.elementLocator(button(en['shield.hide'])));
  await vi.waitFor(() => expect(focused()?.textContent).toBe(en['shield.show']));
  expect(one('h2').textContent).toBe(en['verdict.bluff.warning']);
});

test.each(LANGUAGES)(
  'fits 320 px without a horizontal bar and with targets large enough (%s)',
  async (language) => {
    stage.end();
    stage = createStage(css, { shadow: true, width: 320 });
    for (const family of FAMILIES) {
      await stage.draw(<Shield {...shieldProps(family, 'warning', language)} />);
      for (const details of all('details')) (details as HTMLDetailsElement).open = true;
      expect(one('.card').getBoundingClientRect().width).toBe(320);
      const edge = one('.card').getBoundingClientRect().right;
      for (const element of all('section :not(.sr)')) {
        expect(element.getBoundingClientRect().right, element.outerHTML).toBeLessThanOrEqual(edge);
        expect(element.scrollWidth, element.outerHTML).toBeLessThanOrEqual(320);
      }
      for (const target of all('button, summary')) {
        const { width, height } = target.getBoundingClientRect();
        expect(Math.min(width, height), target.textContent ?? '').toBeGreaterThanOrEqual(24);
      }
    }
  },
);

test('takes nothing from the styles of the page', async () => {
  const hostile = document.createElement('style');
  hostile.textContent = `* { color: red !important; font-size: 3px !important; display: none !important }
    :root, div { --ink: red; --paper: red; letter-spacing: 2em }`;
  await stage.draw(<Shield {...shieldProps('bluff', 'warning')} />);
  const before = getComputedStyle(one('h2'));
  const kept = [before.color, before.fontSize, before.letterSpacing, before.display];
  document.head.append(hostile);
  const after = getComputedStyle(one('h2'));
  expect([after.color, after.fontSize, after.letterSpacing, after.display]).toEqual(kept);
  expect(getComputedStyle(stage.host).display).toBe('block');
  hostile.remove();
});

test('keeps its borders and focus where the system chooses the colours', async () => {
  await media({ 'forced-colors': 'active' });
  await stage.draw(<Shield {...shieldProps('bluff', 'warning')} />);
  expect(matchMedia('(forced-colors: active)').matches).toBe(true);
  const card = getComputedStyle(one('.card'));
  expect(card.borderTopStyle).toBe('solid');
  expect(card.borderTopColor).not.toBe('rgb(205, 218, 217)');
  for (const element of all('button.main, .crisis'))
    expect(getComputedStyle(element).borderTopStyle).toBe('solid');
});

test('moves nothing, whether or not the reader asked for less motion', async () => {
  await stage.draw(<Shield {...shieldProps('bluff', 'warning')} />);
  for (const element of all('*')) {
    const { animationName, transitionDuration } = getComputedStyle(element);
    expect([animationName, transitionDuration]).toEqual(['none', '0s']);
  }
});

test('says that a mail was too large to read whole', async () => {
  const props = shieldProps('bluff', 'warning');
  await stage.draw(<Shield {...props} verdict={{ ...props.verdict, partial: true }} />);
  expect(stage.root.textContent).toContain(en.partial);
});

test('names the language of a helpline that does not speak the reader’s', async () => {
  await stage.draw(<Shield {...shieldProps('bluff', 'warning', 'en', 'BE')} />);
  expect(one('.crisis').textContent).toContain('in Dutch');
  await stage.draw(<Shield {...shieldProps('bluff', 'warning', 'nl', 'BE')} />);
  expect(one('.crisis').textContent).not.toContain('in het');
});

test('offers the address by hand when the message did not open', async () => {
  const onCopy = vi.fn();
  await stage.draw(<Shield {...shieldProps('bluff', 'warning')} status="failed" onCopy={onCopy} />);
  expect(one('.said').textContent).toContain('suspicious@safeonweb.be');
  await userEvent.click(page.elementLocator(button(en['report.copy'])));
  expect(onCopy).toHaveBeenCalledWith('suspicious@safeonweb.be');
});

describe('what of the reader’s own leaves with a report', () => {
  const inside = (rank: Rank, own: OwnInside, language: Language = 'en') => {
    const props = shieldProps('bluff', 'warning', language);
    if (props.target === null) throw new Error('no target');
    return { ...props, target: { ...props.target, rank, own } };
  };
  const own = { kinds: ['address', 'password'], unclear: false } as const;
  const boxes = () => all('[data-action="keep"]') as HTMLInputElement[];

  test('is named beside the button before anything opens, in each language', async () => {
    for (const language of LANGUAGES) {
      const strings = LOCALES[language];
      await stage.draw(<Shield {...inside('3', own, language)} />);
      const report = one('.report').textContent;
      expect(report).toContain(strings['report.own.address']);
      expect(report).toContain(strings['report.own.password']);
      expect(report).toContain(strings['report.removed']);
      expect(report).not.toContain(strings['report.own.phone']);
    }
  });

  test.each(['1', '2a', '2b', '4'] as const)(
    'goes along unchanged where the mail goes whole, and no choice is offered (rank %s)',
    async (rank) => {
      await stage.draw(<Shield {...inside(rank, own)} />);
      expect(one('[data-own]').textContent).toContain(en['report.own.attached']);
      expect(boxes()).toEqual([]);
    },
  );

  test('is taken out of a copied text unless the reader ticks the box, by mouse, label or keyboard', async () => {
    const onReport = vi.fn();
    await stage.draw(<Shield {...inside('3', own)} onReport={onReport} />);
    const report = () => userEvent.click(page.elementLocator(one('button.main')));
    await report();
    boxes()[0]?.click();
    await report();
    expect(onReport.mock.calls).toEqual([[false], [false]]);
    await userEvent.click(page.elementLocator(one('label.check')));
    await vi.waitFor(() => expect(boxes()[0]?.checked).toBe(true));
    expect(one('[data-own]').textContent).toContain(en['report.own.kept']);
    await report();
    boxes()[0]?.focus();
    await userEvent.keyboard(' ');
    await vi.waitFor(() => expect(boxes()[0]?.checked).toBe(false));
    await report();
    expect(onReport.mock.calls.slice(2)).toEqual([[true], [false]]);
  });

  test('is not spoken of where there is nothing, and is owned up to where it cannot be pointed at', async () => {
    await stage.draw(<Shield {...inside('3', { kinds: [], unclear: false })} />);
    expect(all('[data-own]')).toEqual([]);
    await stage.draw(<Shield {...inside('3', { kinds: [], unclear: true })} />);
    expect(one('[data-own]').textContent).toBe(en['report.own.unclear']);
    expect(boxes()).toEqual([]);
  });

  test('has no axe violation', async () => {
    await stage.draw(<Shield {...inside('3', { ...own, unclear: true })} />);
    const { violations } = await axe.run(stage.host, { resultTypes: ['violations'] });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('how a report went', () => {
  const went = (status: ReportStatus, carried: Partial<Carried>) => ({
    ...shieldProps('bluff', 'warning'),
    status,
    carried: { rank: '4', fell: [], file: null, clipboard: null, ...carried } as Carried,
  });

  test.each([
    ['opened', { rank: '1' }, ['report.opened']],
    ['opened', { rank: '2b', file: 'a.eml' }, ['report.opened.2b']],
    ['opened', { rank: '3', fell: ['original'], clipboard: 'text' }, ['fell.original', 'report.opened.3']],
    ['opened', { rank: '4', fell: ['clipboard'] }, ['fell.clipboard', 'report.opened.4']],
    ['consent', { rank: '3', fell: ['original'], clipboard: 'text' }, ['fell.original', 'report.consent']],
    ['failed', { rank: '2b', file: 'a.eml' }, ['report.failed', 'report.failed.file']],
    ['failed', { rank: '3', clipboard: 'text' }, ['report.failed', 'report.failed.text']],
    ['failed', { rank: '1', clipboard: 'address' }, ['report.failed', 'report.failed.address']],
    ['copied', { rank: '4', clipboard: 'address' }, ['report.copied']],
  ] as const)('is said in words: %s %j', async (status, carried, keys) => {
    await stage.draw(<Shield {...went(status, carried as Partial<Carried>)} />);
    const words = keys.map((key) =>
      en[key]?.replace('{file}', 'a.eml').replace('{address}', 'suspicious@safeonweb.be'),
    );
    expect(one('.said').textContent).toBe(words.join(' '));
  });

  test('offers the address wherever the reader has to go on by hand', async () => {
    for (const [status, rank, offered] of [
      ['opened', '1', 0],
      ['opened', '4', 1],
      ['failed', '2b', 1],
    ] as const) {
      await stage.draw(<Shield {...went(status, { rank })} />);
      expect(all('[data-action="copy"]')).toHaveLength(offered);
    }
  });
});

test('links what takes reports on the web where there is such a service', async () => {
  await stage.draw(<Shield {...shieldProps('bluff', 'warning', 'fr', 'FR')} />);
  const links = [...one('.report').querySelectorAll('a')].map((link) => link.href);
  expect(links).toContain('https://www.signal-spam.fr/');
  expect(links).toContain('https://www.internet-signalement.gouv.fr/');
  await stage.draw(<Shield {...shieldProps('bluff', 'warning', 'nl', 'BE')} />);
  expect(one('.report').querySelectorAll('a')).toHaveLength(0);
});
