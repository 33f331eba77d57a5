import { afterEach, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { BENIGN, BLUFF, READER, SENT, withId } from '@/tests/sites/pages/mails';
import { replicaPage, replicas, sites } from '@/tests/sites/pages/replica';
import type { ReplicaOptions } from '@/tests/sites/pages/replica-of';
import { adapters } from '@/utils/adapters/registry';
import type { SiteId } from '@/utils/schema/site';

/** What a webmail shows of who sends, beside name and address. */

afterEach(closeFrames);

async function read(site: SiteId, variant: string, options: ReplicaOptions, change = (html: string) => html) {
  const replica = replicas.find((each) => each.site === site && each.variant === variant);
  const page = await openFrame(change(replicaPage(site, variant, options)));
  return adapters.find(({ id }) => id === site)?.read(page, new URL(replica?.url ?? '')).mails ?? [];
}

const later = { ...withId(BENIGN, 12, 7), html: '<p>En nog iets.</p>' };

it('Gmail: a mail after one that the reader sent in its conversation is an answer', async () => {
  const mails = [withId(BENIGN, 7, 7), withId(SENT, 10, 7), later];
  const found = await read('gmail', 'conversation', { mails });
  expect(found.map(({ marks }) => marks ?? [])).toEqual([[], ['answered']]);
});

it('Gmail: a draft of an answer is none yet', async () => {
  const draft = { ...withId(SENT, 10, 7), kind: 'draft' as const };
  const found = await read('gmail', 'conversation', { mails: [withId(BENIGN, 7, 7), draft, later] });
  expect(found.map(({ marks }) => marks ?? [])).toEqual([[], []]);
});

it('Outlook: whom the reader wrote to in the conversation has been answered', async () => {
  const own = { ...withId(SENT, 10, 7), to: BENIGN.from.address };
  const found = await read('outlook', 'conversation', { mails: [withId(BENIGN, 7, 7), own, later] });
  expect(found.map(({ marks }) => marks)).toEqual([[], [], ['answered']]);
});

it('Outlook: a mail that only claims to be from the reader answers nobody', async () => {
  const again = { ...withId(BLUFF, 12, 7), from: { name: 'X', address: 'x@bad.example' } };
  const found = await read('outlook', 'conversation', { mails: [withId(BLUFF, 7, 7), again] });
  expect(found.map(({ marks }) => marks)).toEqual([[], []]);
});

it('Outlook: a contact is shown by name alone', async () => {
  const found = await read('outlook', 'deep-link', { mails: [BENIGN] }, (html) =>
    html.replaceAll(`&lt;${BENIGN.from.address}&gt;`, ''),
  );
  expect(found.map(({ from, marks }) => [from?.name, marks])).toEqual([[BENIGN.from.name, ['known']]]);
});

it.each(['elastic-show', 'larry-show', 'classic-show'])(
  'Roundcube: its own warning of the sender counts, one that the mail holds does not (%s)',
  async (variant) => {
    const hint = '<span class="suspicious-address-warning">x</span>';
    const held = { ...BLUFF, id: 8, html: `${hint}${BLUFF.html}` };
    expect((await read('roundcube', variant, { mails: [held] })).map(({ marks }) => marks ?? [])).toEqual([
      [],
    ]);
    const found = await read('roundcube', variant, { mails: [{ ...BLUFF, id: 8 }] }, (html) =>
      html.replace('<table class="headers-table">', `${hint}<table class="headers-table">`),
    );
    expect(found.map(({ marks }) => marks)).toEqual([['doubted']]);
  },
);

/** Pages on which a site shows whose mailbox it is, or to whom the mail went. */
const OPEN: Readonly<Record<string, string>> = {
  gmail: 'single',
  outlook: 'pane',
  roundcube: 'elastic-show',
};
const telling = sites.filter(({ withholds }) => !withholds?.includes('recipients'));

it.each(telling)('the reader’s own address as the sender can be told in $site', async ({ site }) => {
  const found = await read(site, OPEN[site] ?? 'open', {
    mails: [site === 'roundcube' ? { ...BLUFF, id: 8 } : BLUFF],
  });
  expect(found).toHaveLength(1);
  expect(found[0]?.from?.address).toBe(READER);
  expect(found[0]?.to.map((each) => each.toLowerCase())).toContain(READER);
});
