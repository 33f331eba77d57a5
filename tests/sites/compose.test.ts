import { afterEach, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { BLUFF } from '@/tests/sites/pages/mails';
import { replicaPage } from '@/tests/sites/pages/replica';
import { SKINS } from '@/tests/sites/pages/roundcube';
import { openRoundcubeMail, readRoundcubeCompose } from '@/utils/adapters/roundcube-page';

const COMPOSE = new URL('https://mail.example/rc/?_task=mail&_action=compose&_id=5f3c');

afterEach(closeFrames);

it.each(SKINS)('a compose window of %s tells its id and what is attached', async (skin) => {
  const page = await openFrame(replicaPage('roundcube', `${skin}-compose`));
  expect(readRoundcubeCompose(page, COMPOSE)).toEqual({
    state: 'ready',
    id: '5f3c',
    attached: [{ name: `${BLUFF.subject}.eml`, original: true }],
  });
});

it('a compose window that was fetched and parsed tells the same', () => {
  const page = new DOMParser().parseFromString(replicaPage('roundcube', 'elastic-compose'), 'text/html');
  expect(readRoundcubeCompose(page, COMPOSE)).toMatchObject({
    state: 'ready',
    attached: [{ original: true }],
  });
});

it('a file that is still being uploaded is not the original', async () => {
  const page = await openFrame(replicaPage('roundcube', 'elastic-compose'));
  page.querySelector('li[id^="rcmfile"]')?.classList.add('uploading');
  expect(readRoundcubeCompose(page, COMPOSE)).toMatchObject({ attached: [{ original: false }] });
});

it.each([
  ['elastic-compose-lost', 'lost'],
  ['elastic-login', 'login'],
] as const)('instead of a compose window, %s is told as %s', async (variant, state) => {
  const page = await openFrame(replicaPage('roundcube', variant));
  expect(readRoundcubeCompose(page, COMPOSE)).toEqual({ state });
});

it('an open mail is no compose window', async () => {
  const page = await openFrame(replicaPage('roundcube', 'elastic-show'));
  const url = new URL('https://mail.example/?_task=mail&_action=show&_uid=8&_mbox=INBOX');
  expect(readRoundcubeCompose(page, url)).toBeNull();
});

it('an open mail whose address says nothing is found by the page’s own settings', async () => {
  const page = await openFrame(replicaPage('roundcube', 'elastic-show'));
  const url = new URL('https://mail.example/token/?_task=mail&_action=show');
  expect(openRoundcubeMail(page, url)).toEqual({
    base: 'https://mail.example/token/',
    mailbox: 'INBOX',
    uid: '8',
  });
});
