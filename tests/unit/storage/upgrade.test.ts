import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { lookUp } from '@/utils/storage/journal';

it('takes over the journal of the first version: every mail is its own row', async () => {
  const old = await openDB('unbluff', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('journal', { keyPath: 'key' }).createIndex('time', 'time');
      fresh.createObjectStore('reports', { autoIncrement: true });
    },
  });
  const entry = {
    key: 'a',
    content: 'c',
    time: 1,
    site: 'gmail',
    family: 'bluff',
    level: 'warning',
    patterns: [],
    dismissed: true,
  };
  await old.put('journal', entry);
  old.close();
  expect(await lookUp(['a'])).toEqual([{ ...entry, row: 'a' }]);
});
