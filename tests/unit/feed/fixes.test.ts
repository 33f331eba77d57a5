import { describe, expect, it } from 'vitest';
import { fixesFor, isPlainSelector } from '@/utils/feed/fixes';
import { AnchorFix } from '@/utils/schema/fix';

describe('a selector that a list may bring', () => {
  it.each([
    '#mail-app-component',
    '[data-test-id="message-view-body"]',
    'a[href*="/mail/"]',
    'div[class~="x-1"] > .body:not([aria-hidden="true"])',
    '[title="a, b ~ :has(c) { } "]',
    'li:first-child + li',
  ])('%s is plain', (selector) => expect(isPlainSelector(selector)).toBe(true));

  it.each([
    'div:has(p)',
    'div:has(p:has(a))',
    ':nth-child(2n of .a)',
    'a ~ b',
    'a, b',
    '.a::before',
    'a { color: red }',
    String.raw`.a\:has(b)`,
    'a b c d e f g h i',
    '[title="open',
    '',
    ' ',
    ':host(x)',
  ])('%j is not', (selector) => expect(isPlainSelector(selector)).toBe(false));
});

describe('the fixes of a list', () => {
  const fix = (site: AnchorFix['site'], anchor: AnchorFix['anchor'], ...selectors: string[]): AnchorFix => ({
    site,
    anchor,
    selectors,
  });

  it('are those of the one site, by anchor, in their order', () => {
    const fixes = [fix('yahoo', 'body', '.a'), fix('proton', 'body', '.b'), fix('yahoo', 'body', '.c', '.d')];
    expect(fixesFor(fixes, 'yahoo')).toEqual({ body: ['.a', '.c', '.d'] });
    expect(fixesFor(undefined, 'yahoo')).toEqual({});
  });

  it('lose what only another build knows, and nothing else', () => {
    const fixes = [fix('yahoo', 'engine', '.a'), fix('elsewhere', 'body', '.b'), fix('yahoo', 'row', '.c')];
    expect(
      fixesFor(
        fixes.map((each) => AnchorFix.parse(each)),
        'yahoo',
      ),
    ).toEqual({ row: ['.c'] });
  });

  it('lose a selector that is not plain, and nothing else', () => {
    const fixes = [fix('yahoo', 'body', ':has(*)', '.a'), fix('yahoo', 'row', 'p ~ p')];
    expect(fixesFor(fixes, 'yahoo')).toEqual({ body: ['.a'] });
  });

  it.each([
    [
      'more selectors than agreed',
      { site: 'yahoo', anchor: 'body', selectors: ['a', 'b', 'i', 'p', 'q', 's'] },
    ],
    ['a selector longer than agreed', { site: 'yahoo', anchor: 'body', selectors: ['a'.repeat(201)] }],
    ['none', { site: 'yahoo', anchor: 'body', selectors: [] }],
  ])('are refused with %s', (_what, raw) => expect(AnchorFix.safeParse(raw).success).toBe(false));
});
