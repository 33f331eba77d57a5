import { rm } from 'node:fs/promises';
import type { Json } from '@/tests/support/browsers/bidi';
import { type Firefox, launchFirefox } from '@/tests/support/browsers/firefox';
import { expect, test } from '@/tests/support/browsers/firefox-fixtures';
import { until } from '@/tests/support/browsers/tab';
import { buildWithFeed, seedOf } from '@/tests/support/feed/build';
import { type Host, startHost } from '@/tests/support/feed/host';
import { later } from '@/tests/support/feed/lists';
import { Repository } from '@/tests/support/feed/repository';
import type { ListState } from '@/utils/rpc/protocol';
import type { PatternList } from '@/utils/schema/list';

let repository: Repository;
let host: Host;
let seed: PatternList;
let folder: string;
let firefox: Firefox;

test.beforeAll(async ({ web }) => {
  seed = await seedOf('firefox-mv3');
  repository = await Repository.create(Date.now());
  await repository.release(seed);
  await repository.release(later(seed, seed.revision + 1));
  host = await startHost(repository.files);
  ({ folder } = await buildWithFeed('firefox-mv3', [host.address], repository.root));
  firefox = await launchFirefox({ web, folder });
});

test.afterAll(async () => {
  await firefox?.close();
  await host?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('the reader asks, and a newer list judges; the host learns of nobody', async () => {
  const tab = await firefox.newTab();
  await tab.goto(firefox.page('options.html'));
  const button = await until(
    () => tab.all('[data-action="check-lists"]'),
    (found) => found.length === 1,
  );
  const [check] = button;
  if (!check) throw new Error('no button');
  await tab.click(check);
  const state = await until(
    () =>
      tab
        .run<Json>('async () => (await browser.runtime.sendMessage({ call: "list" })).ok')
        .then((ok) => ok as unknown as ListState),
    ({ isChecking, checked }) => !isChecking && checked !== null,
  );
  expect(state).toMatchObject({ source: 'feed', revision: seed.revision + 1, failure: null });
  expect(state.change).toMatchObject({ added: 1, edited: 0, dropped: 0 });
  expect(host.asked.length).toBeGreaterThan(3);
  for (const { path, headers } of host.asked) {
    expect(path).not.toContain('?');
    for (const name of ['cookie', 'referer', 'if-none-match', 'if-modified-since', 'authorization'])
      expect(headers[name], name).toBeUndefined();
    expect(headers['accept-language']).toBe('*');
    // The address of an extension is another in every install of Firefox.
    expect(headers.origin ?? 'null').toBe('null');
  }
  await tab.close();
});

test('an administrator names other hosts, and only those are asked; the keys stay', async ({ web }) => {
  const other = await startHost(repository.files);
  const managed = await launchFirefox({
    web,
    folder,
    managed: { feed: [other.address, 'http://elsewhere.example/', 7] },
  });
  try {
    const before = host.asked.length;
    const tab = await managed.newTab();
    await tab.goto(managed.page('options.html'));
    await tab.run<Json>('() => browser.runtime.sendMessage({ call: "check-lists" })');
    const state = await until(
      () =>
        tab
          .run<Json>('async () => (await browser.runtime.sendMessage({ call: "list" })).ok')
          .then((ok) => ok as unknown as ListState),
      ({ isChecking, checked }) => !isChecking && checked !== null,
    );
    expect(state).toMatchObject({ source: 'feed', revision: seed.revision + 1, failure: null });
    expect(other.asked.length).toBeGreaterThan(3);
    expect(host.asked.length).toBe(before);
  } finally {
    await managed.close();
    await other.stop();
  }
});
