import { expect, test } from '@playwright/test';
import { takeNotes } from '@/tests/support/browsers/recorder';

/** Runs last: speaks of all browsers that ran before it. */
test('the extension asks nobody but the page that is being read', () => {
  const notes = takeNotes();
  const watched = notes.reduce((sum, note) => sum + note.watched, 0);
  const foreign = notes.flatMap((note) => note.foreign);
  process.stdout.write(
    `  ${notes.length} browsers, ${watched} requests watched, ${foreign.length} foreign\n`,
  );
  expect([...new Set(notes.map(({ browser }) => browser))].toSorted()).toEqual(['chromium', 'firefox']);
  expect(watched, 'requests that were seen at all').toBeGreaterThan(100);
  for (const note of notes)
    expect(note.reached, `${note.browser} reached the tests' own internet`).toBeGreaterThan(0);
  expect(foreign).toEqual([]);
});
