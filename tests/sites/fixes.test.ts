import { afterEach, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { BLUFF } from '@/tests/sites/pages/mails';
import { replicaPage, replicas } from '@/tests/sites/pages/replica';
import { type AnchorFixes, usableFixes } from '@/utils/adapters/anchors';
import { recognised } from '@/utils/adapters/recognised';
import { adapters } from '@/utils/adapters/registry';
import { isPlainSelector } from '@/utils/feed/fixes';
import type { SiteId } from '@/utils/schema/site';

afterEach(closeFrames);

function adapterOf(site: SiteId) {
  const found = adapters.find(({ id }) => id === site);
  if (!found) throw new Error(`no adapter ${site}`);
  return found;
}

const urlOf = (site: SiteId, variant: string) =>
  new URL(replicas.find((each) => each.site === site && each.variant === variant)?.url ?? '');

/** Builds in which the site gave one of its parts another name, and what a list says of it. */
const RENAMED: readonly [site: SiteId, from: string, to: string, fixes: AnchorFixes][] = [
  [
    'yahoo',
    'message-view-body',
    'mv2-body',
    { body: ['[data-test-id="mv2-body"]', '[data-test-id="mv2-body-content"]'] },
  ],
  ['yahoo', 'message-from', 'mv2-from', { sender: ['[data-test-id="mv2-from"]'] }],
  ['proton', 'content-iframe', 'body-frame', { body: ['iframe[data-testid="body-frame"]'] }],
  ['fastmail', 'v-Message-body', 'v2-body', { body: ['.v2-body'] }],
  ['tuta', 'mail-expander', 'mail-head', { sender: ['[mail-head="true"]'] }],
];

it.each(RENAMED)(
  '%s with another name for %s is changed, and read again by a fix',
  async (site, from, to, fixes) => {
    const mails = [{ ...BLUFF, html: BLUFF.html.repeat(3) }];
    const page = await openFrame(replicaPage(site, 'open', { mails }).replaceAll(from, to));
    const url = urlOf(site, 'open');
    const adapter = adapterOf(site);
    const before = adapter.read(page, url);
    expect(before.state).toBe('changed');
    expect(recognised(before)).toMatchObject({ page: true, [fixes.body ? 'body' : 'sender']: false });

    const fixed = adapter.withFixes?.(usableFixes(fixes, page));
    const after = fixed?.read(page, url);
    expect(after?.state).toBe('mail');
    expect(after?.mails.map((mail) => mail.from?.address)).toEqual([BLUFF.from.address]);
  },
);

it('drops a fix that is no selector, and reads with the others', async () => {
  const page = await openFrame(replicaPage('yahoo', 'open', { mails: [BLUFF] }));
  const fixes = usableFixes({ body: ['[', '..a', ':not(', '.other'], app: ['>'] }, page);
  expect(fixes).toEqual({ body: ['.other'], app: [] });
  const reading = adapterOf('yahoo').withFixes?.(fixes).read(page, urlOf('yahoo', 'open'));
  expect(reading?.state).toBe('mail');
});

/** The costliest that pass: chains that nearly fit everywhere, in a deep document of ten thousand elements. */
const COSTLY = [
  'div div div div div div div b',
  'div > div div > div div > div div > b',
  'div > div div > div div > div div > b[data-x]',
  ':not(b) :not(b) > :not(b) :not(b) > :not(b) :not(b) > :not(b) i',
  '* * > * * > * * > i',
  ':is(div :is(div :is(div i)))',
  ':not(div :not(div :not(div i)))',
  'p + p + p + p + p + p + p + b',
];
const MAX_MS = 250;

it('costs a page of ten thousand elements little, whatever selector passes', async () => {
  const deep = `${'<div>'.repeat(100)}${'<p>x</p>'.repeat(90)}${'</div>'.repeat(100)}`;
  const page = await openFrame(`<!DOCTYPE html><body>${deep.repeat(53)}</body>`);
  expect(page.querySelectorAll('*').length).toBeGreaterThan(10_000);
  for (const selector of COSTLY.filter(isPlainSelector)) {
    const started = performance.now();
    page.querySelectorAll(selector);
    expect(performance.now() - started, selector).toBeLessThan(MAX_MS);
  }
  expect(COSTLY.filter(isPlainSelector).length).toBeGreaterThan(4);
});
