import { afterEach, describe, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { replicas } from '@/tests/sites/pages/replica';
import { anyHost } from '@/utils/adapters/any-host';
import { mayShowMail } from '@/utils/adapters/hosted-place';

afterEach(closeFrames);

const HOSTED = new Set(anyHost.map(({ id }) => id));
const hosted = replicas.filter(({ site }) => HOSTED.has(site));
const shown = hosted.filter(({ state }) => state !== 'other');
const LOGIN = '<form><input type="password"></form>';
const at = (url: string) => new URL(url);

describe('a page of software on any host', () => {
  it.each(shown)('is one that may show mail: $site $variant', async ({ html, url }) => {
    expect(mayShowMail(await openFrame(html()), at(url), true)).toBe(true);
  });

  it.each(hosted.filter(({ variant }) => variant.includes('compose')))(
    'is one that may be written in: $site $variant',
    async ({ html, url }) => {
      expect(mayShowMail(await openFrame(html()), at(url), true)).toBe(true);
    },
  );

  it.each(hosted.filter(({ variant }) => /login|settings/.test(variant)))(
    'shows none: $site $variant',
    async ({ html, url }) => {
      const { origin, pathname } = at(url);
      expect(mayShowMail(await openFrame(html()), at(url), true)).toBe(false);
      // A login that its address does not tell of.
      if (/login/.test(url))
        expect(mayShowMail(await openFrame(html()), at(origin + pathname), true)).toBe(false);
    },
  );

  it('shows none while somebody has to log in, and is one that may as soon as the form is gone', async () => {
    const page = await openFrame(
      `<!DOCTYPE html><body><div id="io-ox-core"></div><div id="background-loader"></div>${LOGIN}</body>`,
    );
    const url = at('https://mail.example/appsuite/');
    expect(mayShowMail(page, url, true)).toBe(false);
    page.querySelector('form')?.remove();
    expect(mayShowMail(page, url, true)).toBe(true);
  });

  it('shows mail in a frame only where it is a Roundcube', async () => {
    const [open] = shown.filter(({ site, state }) => site === 'roundcube' && state === 'mail');
    const [other] = shown.filter(({ site }) => site === 'zimbra');
    if (!open || !other) throw new Error('no replicas');
    expect(mayShowMail(await openFrame(open.html()), at(open.url), false)).toBe(true);
    expect(mayShowMail(await openFrame(other.html()), at(other.url), false)).toBe(false);
  });

  it('is none without marks, or with one that may be anybody’s', async () => {
    for (const body of ['<main>x</main>', '<div id="rl-app">x</div>']) {
      const page = await openFrame(`<!DOCTYPE html><body>${body}</body>`);
      expect(mayShowMail(page, at('https://mail.example/'), true)).toBe(false);
    }
  });
});
