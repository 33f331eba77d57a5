import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RenderedMail } from '@/utils/adapters/adapter';
import { isUnseen, parseColour, WHITE } from '@/utils/adapters/colour';
import { addressIn, distinct, mailbox, sizeIn } from '@/utils/adapters/page-text';
import { BLOCK, CELL, tidy } from '@/utils/adapters/rendered-compose';
import { toMessage } from '@/utils/adapters/to-message';
import { Message } from '@/utils/schema/message';

describe('an address', () => {
  it.each([
    ['Von: x@y.example', 'x@y.example'],
    ['Name <x@y.example>', 'x@y.example'],
    ['"dienst@bank.example" <x@bad.example>', 'x@bad.example'],
    ['De : Jan<jan@y.example>;', 'jan@y.example'],
    ['no address', ''],
  ])('in %s', (label, address) => {
    expect(addressIn(label)).toBe(address);
  });

  it('is found in no time in any label', () => {
    const started = performance.now();
    for (const evil of ['@'.repeat(50_000), 'a'.repeat(50_000), '<'.repeat(50_000), 'a@'.repeat(25_000)])
      addressIn(evil);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

it.each([
  ['~1,5 MB', 1_500_000],
  ['(~204 KB)', 204_000],
  ['12 Ko', 12_000],
  ['3 MiB', 3_000_000],
  ['512 B', 512],
  ['512 octets', 512],
  ['report 2024', undefined],
])('the size in %s is %s bytes', (label, bytes) => {
  expect(sizeIn(label)).toBe(bytes);
});

it('a mailbox does not repeat its address as its name, and is none when empty', () => {
  expect(mailbox('a@b.example', ' a@b.example ')).toEqual({ address: 'a@b.example', name: '' });
  expect(mailbox('', ' ')).toBeUndefined();
});

it('addresses are distinct without case, in order', () => {
  expect(distinct(['', 'B@x.example', 'a@x.example', 'b@x.example'])).toEqual(['B@x.example', 'a@x.example']);
});

describe('colours', () => {
  it.each([
    ['rgb(1, 2, 3)', { r: 1, g: 2, b: 3, alpha: 1 }],
    ['rgba(1, 2, 3, 0.5)', { r: 1, g: 2, b: 3, alpha: 0.5 }],
    ['oklch(0.5 0.2 30)', null],
    ['', null],
  ])('%s is parsed', (css, colour) => {
    expect(parseColour(css)).toEqual(colour);
  });

  it.each([
    [{ r: 250, g: 250, b: 250, alpha: 1 }, true],
    [{ r: 0, g: 0, b: 0, alpha: 0.02 }, true],
    [{ r: 0, g: 0, b: 0, alpha: 0.5 }, false],
    [{ r: 200, g: 200, b: 200, alpha: 1 }, false],
  ])('%o on white is unseen: %s', (ink, unseen) => {
    expect(isUnseen(ink, WHITE)).toBe(unseen);
  });
});

describe('joined pieces', () => {
  it('keep every letter, in order, whatever the blanks and breaks', () => {
    const piece = fc.oneof(fc.constantFrom(BLOCK, CELL, '\n', ' ', '\t '), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const letters = (text: string) => text.replaceAll(/[^!-\uffff]/g, '');
        expect(letters(tidy(pieces))).toBe(letters(pieces.join('')));
      }),
    );
  });

  it('have no blank at an end, no two in a row and at most one empty line', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(BLOCK, CELL, '\n', ' ', 'a', 'bc')), (pieces) => {
        expect(tidy(pieces)).toMatch(/^(?:[abc]+(?: |\n\n?)?)*$/);
        expect(tidy(pieces)).not.toMatch(/\s$/);
      }),
    );
  });

  it('of a million blanks take no time', () => {
    const started = performance.now();
    tidy(['a', ' '.repeat(1_000_000), 'b']);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

it('a message is cut to what the schema takes, whatever the page held', () => {
  const long = 'x'.repeat(5_000);
  const box = { address: long, name: long };
  const file = { name: long, type: long, size: 3 };
  const mail: RenderedMail = {
    key: 'k',
    anchor: {} as Element,
    body: [],
    subject: long,
    from: box,
    replyTo: box,
    to: Array.from({ length: 80 }, () => long),
    attachments: Array.from({ length: 80 }, () => file),
  };
  const rendered = { text: 't', truncated: false, links: [], images: 0, hidden: { characters: 0, ways: [] } };
  expect(Message.safeParse(toMessage(mail, rendered)).success).toBe(true);
});
