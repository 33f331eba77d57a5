import { describe, expect, it } from 'vitest';
import { peerOfA, peerOfK } from '@/utils/telegram/peers';
import { streamOf } from '@/utils/telegram/sources';
import { mediaOfA, readA } from '@/utils/telegram/wire-a';
import { mediaOfStream, readK } from '@/utils/telegram/wire-k';

describe('ids of peers', () => {
  it.each([
    ['777001', '777001'],
    ['-5501', '-5501'],
    ['-1001987654321', '-1987654321'],
    ['-1000000000001', '-1'],
    ['-999999999999', '-999999999999'],
    ['-1009007199254740993', '-1009006199254740993'],
  ])('of client A: %s is %s', (written, peer) => {
    expect(peerOfA(written)).toBe(peer);
  });

  it.each([777001, -5501, -1987654321])('of client K: %s is written as it is', (id) => {
    expect(peerOfK(id)).toBe(String(id));
    expect(peerOfK(String(id))).toBe(String(id));
  });

  it.each([undefined, null, 0, 1.5, Number.NaN, '', '0', '-', 'abc', '12x', {}, [], '1'.repeat(30)])(
    '%s is none',
    (id) => {
      expect(peerOfA(id)).toBeNull();
      expect(peerOfK(id)).toBeNull();
    },
  );
});

describe('what client A asks for', () => {
  it.each([
    ['photo5200?size=m', '5200', null],
    ['document77', '77', null],
    ['document77?size=x', '77', null],
    ['document77?download', '77', null],
    ['sticker88', '88', null],
    ['https://web.telegram.org/a/progressive/document77?start=0&end=5', '77', null],
    ['./progressive/document77', '77', null],
    ['avatar-1001987654321?5', null, '-1987654321'],
    ['profile777001?5', null, '777001'],
    ['videoAvatar-5501?5', null, '-5501'],
    ['webDocument:https://pictures.example/1.png', 'webDocument:https://pictures.example/1.png', null],
    ['somethingNew77', null, null],
    ['', null, null],
  ])('%s', (url, id, peer) => {
    expect(mediaOfA(url)).toEqual({ id, peer });
    const part = readA({ type: 'callMethod', messageId: 'm', name: 'downloadMedia', args: [{ url }] });
    expect(part).toEqual({ what: 'wants', wanted: { id, peer, task: 'm', file: url, saves: '' } });
  });

  it('is nothing in other calls, but the peer that some are about is noted', () => {
    const call = (name: string, ...args: unknown[]) =>
      readA({ type: 'callMethod', messageId: 'm', name, args });
    expect(call('fetchMessages', { chat: { id: '-1001987654321' } })).toEqual({ what: 'known' });
    expect(call('fetchProfilePhotos', { peer: { id: '-1001987654321' } })).toEqual({
      what: 'asks',
      task: 'm',
      peer: '-1987654321',
    });
    expect(call('fetchFullChat', { id: '-5501', type: 'chatTypeBasicGroup' })).toMatchObject({
      peer: '-5501',
    });
    expect(readA({ type: 'cancelProgress', messageId: 'm' })).toEqual({
      what: 'cancels',
      task: 'm',
      file: '',
    });
  });

  it.each([
    null,
    1,
    'x',
    {},
    { type: 'other' },
    { type: 'callMethod' },
    { type: 'callMethod', name: 1, args: 1 },
  ])('%j is of no shape that we know', (part) => {
    expect(readA(part)).toBeNull();
  });
});

describe('what client K asks for', () => {
  const task = (name: string, method: string, ...args: unknown[]) =>
    readK({ type: 'invoke', id: 7, payload: { type: 'manager', payload: { name, method, args } } });

  it.each(['downloadMediaURL', 'downloadMedia', 'downloadMediaVoid', 'download'])('%s', (method) => {
    const media = { _: 'photo', id: '5200' };
    expect(
      task('apiFileManager', method, { media, thumb: { _: 'photoSize', type: 'x' }, queueId: 1 }),
    ).toEqual({
      what: 'wants',
      wanted: { id: '5200', peer: null, task: '7', file: '5200_x', saves: '' },
    });
  });

  it.each([
    [{ media: { _: 'document', id: '77', file_name: 'list.zip' }, downloadId: 'd' }, '77', '77_', 'list.zip'],
    [{ media: { _: 'document', id: 77 } }, '77', '77_', ''],
    [{ location: { _: 'inputDocumentFileLocation', id: '77' }, dcId: 2 }, '77', '77_', ''],
    [
      { media: { _: 'webDocument', url: 'https://pictures.example/1.png' } },
      'https://pictures.example/1.png',
      null,
      '',
    ],
    [{ something: 'new' }, null, '_', ''],
    [undefined, null, '_', ''],
  ])('%j', (options, id, file, saves) => {
    const part = task('apiFileManager', 'downloadMedia', options);
    expect(part).toMatchObject({ what: 'wants', wanted: { id, saves } });
    if (file !== null) expect(part).toMatchObject({ wanted: { file } });
  });

  it('avatars name their peer', () => {
    expect(task('appAvatarsManager', 'loadAvatar', -1987654321, {}, 'photo_small')).toMatchObject({
      wanted: { peer: '-1987654321', id: null },
    });
  });

  it.each([
    ['photo_5200_x', '5200_x'],
    ['document_77', '77_'],
    ['document_77_download.zip', '77_'],
    ['document_77_m', '77_m'],
    ['something else', ''],
  ])('a cancel of %s names %s', (name, file) => {
    expect(task('apiFileManager', 'cancelDownload', name)).toEqual({ what: 'cancels', task: '', file });
  });

  it('is nothing in other tasks', () => {
    expect(task('appMessagesManager', 'getHistory', { peerId: -1 })).toEqual({ what: 'known' });
    expect(task('appProfileManager', 'getChannelFull', 5)).toMatchObject({ what: 'asks', peer: '5' });
    expect(readK({ type: 'result', payload: {} })).toEqual({ what: 'known' });
    expect(readK({ type: 'invoke', payload: { type: 'event', payload: {} } })).toEqual({ what: 'known' });
    for (const other of [null, 1, {}, { type: 'invoke' }, { type: 'new' }]) expect(readK(other)).toBeNull();
  });
});

describe('addresses of streams', () => {
  const about = (id: unknown) => encodeURIComponent(JSON.stringify({ dcId: 2, location: { id } }));

  it.each([
    [`stream/${about('77')}`, '77'],
    [`hls_stream/${about(77)}`, '77'],
    ['hls/12345', '12345'],
    ['/k/stream/%7Bbroken', null],
    ['./progressive/document77', '77'],
  ])('%s', (address, id) => {
    expect(streamOf(address, 'https://web.telegram.org')).toMatchObject({ id });
  });

  it.each([
    '',
    'blob:https://web.telegram.org/1',
    'streams.webm',
    'https://a.example/stream/',
    'x'.repeat(20_000),
  ])('%s is none', (address) => {
    expect(streamOf(address, 'https://web.telegram.org')).toBeNull();
  });

  it('never throws', () => {
    for (const rest of ['%', '%E0%A4%A', 'null', '[]', '{"location":null}', about({})])
      expect(mediaOfStream(rest)).toBeNull();
  });
});
