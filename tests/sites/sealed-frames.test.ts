import { afterEach, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { replicaPage } from '@/tests/sites/pages/replica';
import { proton } from '@/utils/adapters/proton';
import { recognised } from '@/utils/adapters/recognised';

afterEach(closeFrames);

const URL_OF_MAIL = new URL('https://mail.proton.me/u/0/inbox/Conv7_aBcDeF==');

it('a body in a frame that nobody can look into is said to be lost, not passed over in silence', async () => {
  const page = await openFrame(
    replicaPage('proton', 'open').replace('sandbox="allow-same-origin ', 'sandbox="'),
  );
  const reading = proton.read(page, URL_OF_MAIL);
  expect(reading.state).toBe('changed');
  expect(reading.mails).toEqual([]);
  expect(recognised(reading)).toMatchObject({ page: true, mail: true, body: false, sender: true });
});

it('a body in a frame that shares the page’s origin is read', async () => {
  const page = await openFrame(replicaPage('proton', 'open'));
  expect(proton.read(page, URL_OF_MAIL).state).toBe('mail');
});
