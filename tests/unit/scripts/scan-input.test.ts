import { describe, expect, it } from 'vitest';
import { linesOf, TOO_LONG } from '@/scripts/support/lines';
import { inputToMessage, mailToMessage, ScanInput } from '@/scripts/support/mail-to-message';

async function lines(chunks: readonly string[], most = 100) {
  async function* stream() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const all: (string | typeof TOO_LONG)[] = [];
  for await (const line of linesOf(stream(), most)) all.push(line);
  return all;
}

describe('lines of a stream', () => {
  it('end at line feeds only, wherever the chunks end', async () => {
    expect(await lines(['a\u2028b\nc', 'd\n', '\ne'])).toEqual(['a\u2028b', 'cd', '', 'e']);
  });

  it('that are too long are named and passed over', async () => {
    expect(await lines(['x'.repeat(60), `${'x'.repeat(60)}\nshort\n`])).toEqual([TOO_LONG, 'short']);
  });
});

describe('a line of JSON', () => {
  it.each([
    [{ id: 1, text: 'a' }, true],
    [{ id: 'x', html: '<p>a' }, true],
    [
      { id: 'x', text: 'a', from: 'A <a@b.example>', to: ['c@d.example'], attachments: ['a.pdf'], other: 1 },
      true,
    ],
    [{ id: 1 }, false],
    [{ text: 'a' }, false],
    [{ id: 1, text: 7 }, false],
  ])('%j is read: %s', (value, good) => expect(ScanInput.safeParse(value).success).toBe(good));

  it('becomes the message that a page would give', () => {
    const message = inputToMessage({
      id: 1,
      text: 'shown and filler',
      html: '<p>sh<b>own</b></p><p style="display:none">filler filler</p>',
      from: '"A. Person" <a@b.example>',
      to: 'me@d.example',
      attachments: ['letter.pdf', { name: 'b.jpg', type: 'image/jpeg', size: null }],
    });
    expect(message).toMatchObject({
      text: 'shown',
      from: { name: 'A. Person', address: 'a@b.example' },
      to: ['me@d.example'],
      attachments: [{ name: 'letter.pdf' }, { name: 'b.jpg', type: 'image/jpeg' }],
      truncated: false,
    });
    expect(message.hidden).toEqual({ characters: 12, ways: ['display'] });
  });

  it('keeps head and tail of what is too long', () => {
    const filler = Array.from({ length: 60_000 }, (_, i) => `w${i} `).join('');
    const { text, truncated } = inputToMessage({ id: 1, text: `head ${filler} tail` });
    expect([text.length, truncated]).toEqual([200_000, true]);
    expect(text.startsWith('head') && text.endsWith('tail')).toBe(true);
  });

  it.each([
    ['a sentence again and again', 'the choir meets on monday at eight in the hall and sings '.repeat(8_000)],
    ['empty lines', ' \n'.repeat(300_000)],
  ])('is not pushed out by %s before and after it', (_, padding) => {
    const { text, truncated } = inputToMessage({ id: 1, text: `${padding}the letter itself\n${padding}` });
    expect(text).toContain('the letter itself');
    expect(truncated).toBe(true);
  });
});

it('reads a raw mail', async () => {
  const raw = Buffer.from('From: A <a@b.example>\r\nTo: me@d.example\r\nSubject: Hi\r\n\r\nThe text.\r\n');
  expect(await mailToMessage(raw)).toMatchObject({
    subject: 'Hi',
    from: { name: 'A', address: 'a@b.example' },
    to: ['me@d.example'],
  });
});

it('reads the mail inside a bounce, its subject and its files', async () => {
  const raw = [
    'From: Mail Delivery System <postmaster@b.example>',
    'Subject: Undelivered mail',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="outer"',
    '',
    '--outer',
    'Content-Type: text/plain',
    '',
    'It could not be delivered.',
    '--outer',
    'Content-Type: message/rfc822',
    '',
    'From: A <a@b.example>',
    'Subject: Inner subject',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="inner"',
    '',
    '--inner',
    'Content-Type: text/plain',
    '',
    'The inner text.',
    '--inner',
    'Content-Type: application/pdf; name="letter.pdf"',
    'Content-Disposition: attachment; filename="letter.pdf"',
    '',
    'x',
    '--inner--',
    '--outer--',
    '',
  ].join('\r\n');
  const message = await mailToMessage(Buffer.from(raw));
  expect(message.text).toMatch(/could not be delivered.*Inner subject.*The inner text/s);
  expect(message.attachments.map(({ name }) => name)).toEqual(['letter.pdf']);
});
