import { describe, expect, it } from 'vitest';
import de from '@/assets/locales/de.json';
import en from '@/assets/locales/en.json';
import fr from '@/assets/locales/fr.json';
import nl from '@/assets/locales/nl.json';
import { SiteId } from '@/utils/schema/site';

const GUIDED = [
  'gmail',
  'outlook',
  'yahoo',
  'proton',
  'tuta',
  'fastmail',
  'snappymail',
  'sogo',
  'open-xchange',
];

describe.each(Object.entries({ nl, fr, de, en }))(
  'what the note on a report says in %s',
  (_language, strings) => {
    const notes = Object.entries(strings).filter(([key]) => key.startsWith('compose.'));

    it('points at the menus of those webmails whose menus are known, and no others', () => {
      const guides = notes.map(([key]) => key).filter((key) => key.startsWith('compose.guide.'));
      expect(guides).toEqual(GUIDED.map((site) => `compose.guide.${site}`));
      for (const site of GUIDED) expect(SiteId.options).toContain(site);
    });

    it('never tells to drag a mail into the message, which nobody could confirm to work', () => {
      for (const [key, words] of notes) expect(words, key).not.toMatch(/\bdrag|slee?p|gliss|\bziehen/i);
    });

    it('is one sentence a menu', () => {
      for (const [key, words] of notes.filter(([key]) => key.startsWith('compose.guide.')))
        expect(words.match(/[.?!](?:\s|$)/g), key).toHaveLength(1);
    });
  },
);
