import { describe, expect, it } from 'vitest';
import { mail, seed } from '@/tests/unit/detection/list';
import { compile } from '@/utils/detection/compile';
import { coverEvidence, spaced } from '@/utils/detection/cover';
import { createEngine } from '@/utils/detection/engine';
import type { Message } from '@/utils/schema/message';

const list = seed();
const compiled = compile(list);
const engine = createEngine(list);
const from = (name: string, address: string) => ({ from: { name, address } });
const files = (...names: string[]) => ({ attachments: names.map((name) => ({ name })) });
const level = (parts: Partial<Message>) => engine.inspect(mail(parts)).level;
const FREE = 'cabinet9@gmail.com';
const OWN = 'info@bakery.example';

describe('the cover of a fake summons', () => {
  it('is a warning where the name of an authority stands on a free mailbox', () => {
    for (const name of [
      'Police fédérale',
      'EUROPOL',
      'Bundeskriminalamt',
      'Openbaar Ministerie',
      'Policja',
    ]) {
      expect(level({ ...from(name, FREE), ...files('letter.pdf'), text: 'See attached.' }), name).toBe(
        'warning',
      );
    }
  });

  it('is a warning where an answer to an authority goes to a free mailbox elsewhere', () => {
    const parts = {
      ...from('Secretariat', OWN),
      subject: 'Europol',
      ...files('EUROPOL1.jpg'),
      replyTo: { name: '', address: FREE },
    };
    expect(level({ ...parts, subject: 'Europol: convocation' })).toBe('warning');
  });

  it.each([
    ['Convocation', 'Convocation (1).jpg'],
    ['Vorladung Typ 3', 'Vorladung Typ 3.pdf'],
    ['', 'EUROPOL1.jpg'],
    ['Dagvaarding', 'brief.jpg'],
    ['Urgent: justice', 'Convocation.jpg'],
  ])('is a notice for what it is called: "%s", %s', (subject, file) => {
    expect(level({ ...from('Office', OWN), subject, ...files(file) })).toBe('notice');
  });

  it('may stand in the body as a picture, with nothing else to read', () => {
    expect(level({ ...from('Office', OWN), subject: 'Vorladung', images: 1 })).toBe('notice');
    expect(level({ ...from('Office', OWN), subject: 'Vorladung' })).toBe('none');
  });

  it('is no cover without anything to open, or with much to read', () => {
    const parts = { ...from('EUROPOL', FREE), subject: 'Hello' };
    expect(coverEvidence(mail(parts), compiled)).toEqual([]);
    expect(coverEvidence(mail({ ...parts, ...files('a.pdf'), text: 'word '.repeat(100) }), compiled)).toEqual(
      [],
    );
  });

  it('does not take the picture of a signature for a letter', () => {
    expect(
      level({ ...from('Office', OWN), subject: 'Vorladung', ...files('image001.png', 'logo.png') }),
    ).toBe('none');
  });
});

describe('an innocent mail with a letter', () => {
  it.each([
    ['from an official domain', from('Greffe', 'greffe@justice.gouv.fr'), 'Convocation', 'Convocation.pdf'],
    ['from a bailiff', from('Huissier Lambert', 'etude@lambert.example'), 'Citation', 'Citation.pdf'],
    ['about a general meeting', from('Syndic', OWN), 'Convocation AG', 'Convocation_AG.jpg'],
    ['about an exam', from('Auto-école', OWN), 'Convocation examen', 'Convocation.jpg'],
    ['of a club of the police', from('Police Boxing Club', FREE), 'Fight night', 'poster.jpg'],
    ['of a colleague', from('Koen', 'koen@work.example'), 'report', 'report.pdf'],
    ['for the insurance', from('Tom', 'tom@gmail.com'), 'police report', 'police_report_accident.pdf'],
  ])('is left alone: %s', (_, sender, subject, file) => {
    expect(level({ ...sender, subject, ...files(file), text: 'Please find it attached.' })).toBe('none');
  });
});

describe('names of files', () => {
  it.each([
    ['Convocation_police (1).pdf', 'Convocation police 1 '],
    ['EUROPOL1.jpg', 'EUROPOL 1'],
    ['MandatDeComparution.pdf', 'Mandat De Comparution'],
  ])('are read as words: %s', (name, words) => {
    expect(spaced(name).replace(/ +/g, ' ')).toBe(words);
  });
});
