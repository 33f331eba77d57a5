import { afterEach, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { BENIGN, BLUFF, DRAFT, SENT, SUMMONS, THREAD } from '@/tests/sites/pages/mails';
import { replicas } from '@/tests/sites/pages/replica';
import type { Reading } from '@/utils/adapters/adapter';
import { adapters } from '@/utils/adapters/registry';
import { PageState } from '@/utils/schema/site';

/** Pages broken at random: a site that changes under us must cost a warning at most, never a wrong one. */

const ROUNDS = 12;
const PAIRS = new Set(
  [BLUFF, SUMMONS, BENIGN, SENT, DRAFT, ...THREAD].map((mail) => `${mail.subject}|${mail.from.address}`),
);
const SUBJECTS = new Set([...PAIRS].map((pair) => pair.split('|')[0]));
const OWN = new Set([SENT, DRAFT].map((mail) => mail.subject));

/** Mulberry32: the same seed breaks the same nodes. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function isSound(reading: Reading, context: string): void {
  expect(PageState.options, context).toContain(reading.state);
  expect(reading.mails.length > 0, context).toBe(reading.state === 'mail');
  expect(new Set(reading.mails.map(({ key }) => key)).size, context).toBe(reading.mails.length);
  for (const mail of reading.mails) {
    if (mail.subject && mail.from)
      expect([...PAIRS], context).toContain(`${mail.subject}|${mail.from.address}`);
    if (mail.subject) expect([...SUBJECTS], context).toContain(mail.subject);
    expect(OWN.has(mail.subject), context).toBe(false);
    for (const body of mail.body) expect(body.isConnected, context).toBe(true);
  }
}

function pick<T>(from: readonly T[], random: () => number): T | undefined {
  return from[Math.floor(random() * from.length)];
}

afterEach(closeFrames);

it.each(replicas)('$site $variant with nodes taken away is never read wrong', async (replica) => {
  const adapter = adapters.find(({ id }) => id === replica.site);
  const page = await openFrame(replica.html());
  const whole = page.body.cloneNode(true);
  for (let round = 0; round < ROUNDS; round += 1) {
    page.body.replaceWith(whole.cloneNode(true));
    const random = randomFrom(round * 31 + replica.variant.length);
    for (let i = 0; i < 8; i += 1) {
      pick([...page.body.querySelectorAll('*:not(template, template *)')], random)?.remove();
      const reading = adapter?.read(page, new URL(replica.url));
      if (!reading) throw new Error('no adapter');
      isSound(reading, `round ${round}, step ${i}`);
    }
  }
});

it.each(replicas)(
  '$site $variant with attributes taken away is never misread as a mail of its own',
  async (replica) => {
    const adapter = adapters.find(({ id }) => id === replica.site);
    const page = await openFrame(replica.html());
    const whole = page.body.cloneNode(true);
    for (let round = 0; round < ROUNDS; round += 1) {
      page.body.replaceWith(whole.cloneNode(true));
      const random = randomFrom(round * 17 + replica.variant.length);
      for (let i = 0; i < 8; i += 1) {
        const marked = [...page.body.querySelectorAll('*')].filter((each) => each.attributes.length > 0);
        const element = pick(marked, random);
        const name = element && pick(element.getAttributeNames(), random);
        if (element && name) element.removeAttribute(name);
        const reading = adapter?.read(page, new URL(replica.url));
        expect(PageState.options).toContain(reading?.state);
        for (const mail of reading?.mails ?? []) {
          if (mail.subject) expect([...SUBJECTS]).toContain(mail.subject);
          expect(mail.key).not.toBe('');
        }
      }
    }
  },
);

it.each(replicas)('$site $variant is read without changing it', async (replica) => {
  const page = await openFrame(replica.html());
  const before = page.documentElement.outerHTML;
  adapters.find(({ id }) => id === replica.site)?.read(page, new URL(replica.url));
  expect(page.documentElement.outerHTML).toBe(before);
});
