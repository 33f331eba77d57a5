import { expect, test } from '@playwright/test';
import { type Note, takeNotes } from '@/tests/support/browsers/recorder';

let notes: readonly Note[];
test.beforeAll(() => {
  notes = takeNotes();
});

/** Runs last: speaks of all browsers that ran before it. */
test('the extension asks nobody but the page that is being read', () => {
  const watched = notes.reduce((sum, note) => sum + note.watched, 0);
  process.stdout.write(`  ${notes.length} browsers, ${watched} requests watched\n`);
  expect(notes.length, 'browsers that were watched').toBeGreaterThan(0);
  expect(watched, 'requests that were seen at all').toBeGreaterThan(100);
  expect(notes.flatMap(({ foreign }) => foreign)).toEqual([]);
});

test('every kind of browser was watched', () => {
  const kinds = new Set(notes.map(({ browser }) => browser));
  for (const note of notes)
    expect(note.reached, `${note.browser} reached the tests' own internet`).toBeGreaterThan(0);
  expect([...kinds].sort()).toEqual(['chromium', 'firefox']);
});
