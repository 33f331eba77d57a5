/**
 * Bytes of the media: coloured rectangles, a video of one such frame, silence. Each carries the peer's id in
 * clear (`MARK`), so that a look at all bytes of a store tells whose they are, whatever the store is called.
 */
import { crc32, deflateSync } from 'node:zlib';
import { type Media, peerOfMedia } from '@/tests/sites/telegram/world';

export const MARK = 'unbluff-peer:';

const mark = (id: string): Buffer => Buffer.from(`${MARK}${peerOfMedia(id) ?? 'nobody'};${id};`);

/** The mark, repeated up to `size`: every part of a stream tells whose it is. */
function filler(id: string, size: number): Buffer {
  return Buffer.alloc(Math.max(size, mark(id).length), mark(id));
}

export function bytesOf({ kind, id, size, mime }: Media, thumb: boolean): Buffer {
  if (thumb || mime === 'image/png') return png(id, thumb ? 6_000 : size, thumb ? 90 : 320);
  if (kind === 'video' || kind === 'gif') return webm(id, size);
  if (kind === 'voice') return wav(id, size);
  return Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18), filler(id, size)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function png(id: string, size: number, side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const hue = Number(id.slice(-4));
  const pixel = [(hue * 53) % 256, (hue * 97) % 256, (hue * 31) % 256];
  const line = Buffer.from([0, ...Array.from({ length: side }, () => pixel).flat()]);
  const rows = Buffer.concat(Array.from({ length: side }, () => line));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), filler(id, size)])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A second of one colour, as Chromium records it from a canvas. */
const RECORDED = [
  'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAALOEU2bdLlNu4tTq4QVSalmU6yBbk27i1Or',
  'hBZUrmtTrIGTTbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCArzsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'AAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYRD/JvHTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFh3Vohk6LQQGD',
  'gQFV7oEBhoVWX1ZQOOCdsIEguoEgU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAAdzngQCg4aG2gQAAADACAJ0B',
  'KiAAIAACRwiFhYiZhIgMggAKkwWOUP7nMP/qqnr8bv//nYP/vR/6Y9YqH/0YdaGmpqTugQGlnzACAJ0BKiAAIAAHBwiFhYiZ',
  'hIgmAgAHkPPJwP7wXQCgx6GngQBjAPEBAAkQgAAYCdPLINuUcBNKQP7iRqMJpJ0f/IMf6Gv8Fd2AdaGYppbugQGlkbEBABwR',
  'PAAYABhYL/QACHAA+4EAoMihqIEAygARAgAJEFQAGAdgED/y5pmAcawA/uiLHXeLSjX/z8z/dP879Eh1oZimlu6BAaWRsQEA',
  'HBEsABgAGFgv9AAIcAD7gWOgyKGogQEvANEBAAkQRAAYAB5X9AwANQcA/umt/htVZW3/00j/jSP+NI+U0HWhmKaW7oEBpZGx',
  'AQAcERwAGAAYWC/0AAhwAPuByqDKoamBAZQA0QEACRA0ABgAHlf0DAA1BwD+7APfXwBT1R/9jN/9Gb/6M39ZQHWhmKaW7oEB',
  'pZGxAQAcEOwAGAAYWC/0AAhwAPuCAS+gy6GqgQH5ANEBAAkQLAAYAB5X9AwANQcA/u1wP7oMs4abf/bs//XZ/+uz/q4AdaGY',
  'ppbugQGlkbEBABwQ3AAYABhYL/QACHAA+4IBlBxTu2uNu4uzgQC3hveBAfGB1A==',
].join('');

const VOID_HEAD = 9;

/** Padded to `size` by an element of the container that players skip. */
function webm(id: string, size: number): Buffer {
  const recorded = Buffer.from(RECORDED, 'base64');
  const rest = filler(id, size - recorded.length - VOID_HEAD);
  const head = Buffer.alloc(VOID_HEAD);
  head[0] = 0xec;
  head.writeBigUInt64BE(0x0100_0000_0000_0000n + BigInt(rest.length), 1);
  return Buffer.concat([recorded, head, rest]);
}

function wav(id: string, size: number): Buffer {
  const samples = Buffer.alloc(size);
  const note = Buffer.concat([
    Buffer.from('INFOICMT'),
    u32(mark(id).length),
    mark(id),
    Buffer.alloc(mark(id).length % 2),
  ]);
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8_000, 4);
  format.writeUInt32LE(8_000, 8);
  format.writeUInt16LE(1, 12);
  format.writeUInt16LE(8, 14);
  const parts = [
    ['fmt ', format],
    ['LIST', note],
    ['data', samples.fill(128)],
  ] as const;
  const body = Buffer.concat(parts.flatMap(([name, data]) => [Buffer.from(name), u32(data.length), data]));
  return Buffer.concat([Buffer.from('RIFF'), u32(body.length + 4), Buffer.from('WAVE'), body]);
}

function u32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
}
