import { afterEach, describe, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { BENIGN, BLUFF, READER, SUMMONS } from '@/tests/sites/pages/mails';
import { replicaPage, replicas } from '@/tests/sites/pages/replica';
import type { Reading } from '@/utils/adapters/adapter';
import { gmx } from '@/utils/adapters/gmx';
import { icloud } from '@/utils/adapters/icloud';
import { watch } from '@/utils/adapters/watch';

afterEach(closeFrames);

const urlOf = (site: 'gmx' | 'icloud', variant: string) =>
  new URL(replicas.find((each) => each.site === site && each.variant === variant)?.url ?? '');

describe('the page around a body in a frame of another origin', () => {
  it('tells the heads of GMX by the ids of its rows, only while a mail is open', async () => {
    const open = gmx.read(await openFrame(replicaPage('gmx', 'app')), urlOf('gmx', 'app'));
    expect(open.heads?.map(({ key, subject, from }) => [key, subject, from?.address])).toEqual(
      [BLUFF, SUMMONS, BENIGN].map(({ id, subject, from }) => [String(id), subject, from.address]),
    );
    const list = gmx.read(await openFrame(replicaPage('gmx', 'list')), urlOf('gmx', 'list'));
    expect(list.heads).toBeUndefined();
  });

  it('tells the head of iCloud’s open mail: the sender first, then to whom it went', async () => {
    const { heads } = icloud.read(await openFrame(replicaPage('icloud', 'app')), urlOf('icloud', 'app'));
    expect(heads).toEqual([
      {
        key: null,
        subject: BLUFF.subject,
        from: { address: READER, name: '' },
        to: [READER],
        attachments: [],
      },
    ]);
  });

  it('tells no sender of a conversation: which body is whose is not known', async () => {
    const html = replicaPage('icloud', 'app').replace(/(<iframe[^>]*><\/iframe>)/, '$1$1');
    const { heads } = icloud.read(await openFrame(html), urlOf('icloud', 'app'));
    expect(heads?.[0]?.from).toBeUndefined();
    expect(heads?.[0]?.subject).toBe(BLUFF.subject);
  });

  it('is looked at again when a row changes in a nested open tree', async () => {
    const page = await openFrame(replicaPage('gmx', 'list'));
    const readings: Reading[] = [];
    const life = new AbortController();
    watch(
      { adapter: gmx, page, url: () => urlOf('gmx', 'list') },
      {
        page: (reading) => readings.push(reading),
        mail: () => {},
        gone: () => {},
        failed: (cause) => {
          throw cause;
        },
      },
      life.signal,
    );
    expect(readings.at(-1)?.rows.map(({ key }) => key)).toEqual(['7', '8', '9']);
    const list = page
      .querySelector('mail-list-container')
      ?.shadowRoot?.querySelector('list-mail-list')?.shadowRoot;
    list?.querySelector('#id8')?.remove();
    await expect.poll(() => readings.at(-1)?.rows.map(({ key }) => key)).toEqual(['7', '9']);
    life.abort();
  });
});

describe('a body in a frame of its own', () => {
  const bodyOf = async (mail: typeof BLUFF) =>
    icloud.read(await openFrame(replicaPage('icloud', 'body', { mails: [mail] })), urlOf('icloud', 'body'))
      .mails[0];

  it('has the shield before all that the sender wrote', async () => {
    const mail = await bodyOf(BLUFF);
    expect(mail?.anchor.localName).toBe('body');
    expect(mail?.headless).toBe(true);
  });

  it('is named by its text where no address names it: the same again, another for another mail', async () => {
    const [one, again, other] = [await bodyOf(BLUFF), await bodyOf(BLUFF), await bodyOf(SUMMONS)];
    expect(again?.key).toBe(one?.key);
    expect(other?.key).not.toBe(one?.key);
  });

  it('is foreign at an address that only looks like one', async () => {
    const page = await openFrame(replicaPage('gmx', 'body'));
    for (const url of [
      'https://gmxnet.mailbody-ui.de.evil.example/Mail/7/Body/html',
      'https://evil.mailbody-ui.de/Mail/7/Body/html',
    ])
      expect(gmx.read(page, new URL(url)).state).toBe('foreign');
  });
});
