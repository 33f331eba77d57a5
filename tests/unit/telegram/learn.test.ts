import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFacts, type Facts } from '@/utils/telegram/facts';
import { createLearner, type Learner } from '@/utils/telegram/learn';
import { createOwners, type Owners, poster } from '@/utils/telegram/owners';

let facts: Facts;
let owners: Owners;
let learner: Learner;
let later: (() => void)[];
let learned: string[];

beforeEach(() => {
  facts = createFacts('a');
  owners = createOwners();
  later = [];
  learned = [];
  learner = createLearner(
    facts,
    owners,
    (id) => void learned.push(id),
    (act) => later.push(act),
  );
});

const textsOf = (peer: string) => [...(facts.parcels(peer)[0]?.posts ?? [])].map(({ text }) => text);

describe('client A', () => {
  it('gives every file of a message to its chat, and the words', () => {
    learner.learn(
      {
        messages: [
          {
            id: 5,
            chatId: '-1001987654321',
            senderId: '777',
            forwardInfo: { fromChatId: '-1001900000002' },
            content: {
              text: { text: 'words', entities: [] },
              photo: { id: '11111', sizes: [] },
              video: { id: '11112', thumbnail: { dataUri: 'data:' } },
              webPage: { id: '11113', photo: { id: '11114' } },
              paidMedia: { extendedMedia: [{ photo: { id: '11115' } }] },
            },
          },
        ],
      },
      null,
    );
    expect([...owners.idsOf('-1987654321')].sort()).toEqual(['11111', '11112', '11113', '11114', '11115']);
    expect(owners.has(poster('777'), '-1987654321')).toBe(true);
    expect(facts.parcels('-1987654321')[0]?.posts[0]).toEqual({
      id: '5',
      text: 'words',
      forwardedFrom: '-1900000002',
    });
  });

  it('finds messages wherever they stand: updates, edits, the state that tabs share, stories', () => {
    const message = (id: string) => ({ content: { text: { text: id }, photo: { id } } });
    learner.learn({ '@type': 'updateMessage', chatId: '-5501', id: 1, message: message('10001') }, null);
    learner.learn(
      {
        type: 'globalDiffUpdate',
        diff: {
          messages: {
            byChatId: { '-5501': { byId: { 2: { id: 2, chatId: '-5501', ...message('10002') } } } },
          },
        },
      },
      null,
    );
    learner.learn({ stories: { 1: { id: 1, peerId: '-5501', ...message('10003') } } }, null);
    expect([...owners.idsOf('-5501')].sort()).toEqual(['10001', '10002', '10003']);
    expect(textsOf('-5501')).toEqual(['10001', '10002', '10003']);
  });

  it('gives what a preview holds to the chats that show it, when it comes later', () => {
    for (const chatId of ['-5501', '-5502'])
      learner.learn(
        { messages: [{ id: 1, chatId, content: { webPage: { id: '40001', mediaType: 'webpage' } } }] },
        null,
      );
    learner.learn(
      { '@type': 'updateWebPage', webPage: { id: '40001', mediaType: 'webpage', photo: { id: '40002' } } },
      null,
    );
    expect(owners.has('40002', '-5501')).toBe(true);
    expect(owners.has('40002', '-5502')).toBe(true);
  });

  it('gives pictures of an answer to whom it was about', () => {
    learner.learn({ photos: [{ id: '50001', sizes: [] }] }, '-1987654321');
    expect(owners.has('50001', '-1987654321')).toBe(true);
  });
});

describe('client K', () => {
  it('gives every file of a message to its peer, with the number that the server knows', () => {
    learner.learn(
      {
        type: 'invoke',
        payload: {
          type: 'mirror',
          payload: {
            name: 'messages',
            value: {
              _: 'message',
              mid: 2 ** 32 + 101,
              peerId: -1987654321,
              fromId: 777,
              fwd_from: { from_id: { _: 'peerChannel', channel_id: 1900000002 } },
              message: 'words',
              media: {
                _: 'messageMediaWebPage',
                webpage: {
                  _: 'webPage',
                  photo: { _: 'photo', id: '11111' },
                  document: { _: 'document', id: '11112' },
                },
              },
            },
          },
        },
      },
      null,
    );
    expect([...owners.idsOf('-1987654321')].sort()).toEqual(['11111', '11112']);
    expect(owners.has(poster('777'), '-1987654321')).toBe(true);
    expect(facts.parcels('-1987654321')[0]?.posts[0]).toEqual({
      id: '101',
      text: 'words',
      forwardedFrom: '-1900000002',
    });
  });

  it('knows chats and persons, what is written on their pages, and their pictures', () => {
    learner.learn(
      [
        {
          _: 'channel',
          id: 1987654321,
          title: 'T',
          username: 'name',
          participants_count: 9,
          pFlags: { broadcast: true },
          photo: { _: 'chatPhoto', photo_id: '60001' },
        },
        { _: 'channelFull', id: 1987654321, about: 'About', chat_photo: { _: 'photo', id: '60002' } },
        { _: 'channel', id: 1900000002, title: 'G', pFlags: { megagroup: true } },
        { _: 'user', id: 777, first_name: 'A', last_name: 'B', usernames: [{ username: 'ab' }] },
      ],
      null,
    );
    expect(facts.parcels('-1987654321')[0]).toMatchObject({
      kind: 'channel',
      title: 'T',
      username: 'name',
      about: 'About',
      members: 9,
    });
    expect(facts.parcels('-1900000002')[0]).toMatchObject({ kind: 'group', title: 'G' });
    expect(facts.parcels('777')[0]).toMatchObject({ kind: 'private', title: 'A B', username: 'ab' });
    expect(facts.named('name')).toBe('-1987654321');
    expect([...owners.idsOf('-1987654321')].sort()).toEqual(['60001', '60002']);
  });

  it('gives stories to the peer that posts them', () => {
    learner.learn(
      {
        _: 'peerStories',
        peer: { _: 'peerChannel', channel_id: 5 },
        stories: [{ _: 'storyItem', media: { document: { _: 'document', id: '70001' } } }],
      },
      null,
    );
    expect(owners.has('70001', '-5')).toBe(true);
  });
});

describe('what is large or strange', () => {
  it('is read to its end in turns, or when it is needed', () => {
    const messages = Array.from({ length: 3_000 }, (_, index) => ({
      id: index,
      chatId: '-5501',
      content: { photo: { id: `${100_000 + index}` } },
    }));
    learner.learn({ messages }, null);
    expect(owners.of('100000'), 'the first are known at once').toBe('-5501');
    expect(owners.of('102999')).toBeUndefined();
    while (later.length > 0) later.shift()?.();
    expect(owners.of('102999')).toBe('-5501');
    learner.learn({ messages: messages.map((each) => ({ ...each, chatId: '-5502' })) }, null);
    learner.finish();
    expect(owners.has('102999', '-5502')).toBe(true);
  });

  it('is neither looked into when it is binary, nor changed', () => {
    const bytes = new Uint8Array(1_000_000);
    const data = {
      response: bytes,
      map: new Map([[1, { chatId: '-1', content: {} }]]),
      list: [null, undefined, 1n],
    };
    const before = structuredClone(data);
    learner.learn(data, null);
    expect(data).toEqual(before);
    expect(later).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
        (data) => {
          learner.learn(data, null);
          learner.learn({ chatId: '-5501', content: data, message: data }, '-5501');
          learner.learn({ _: 'message', peerId: -5501, media: data, message: data }, null);
        },
      ),
    );
  });
});

describe('bounds', () => {
  it('forgets the file that was not seen for longest', () => {
    const few = createOwners(3);
    for (const id of ['1', '2', '3', '4']) few.add(id, '-1');
    expect(few.of('1')).toBeUndefined();
    expect(few.of('4')).toBe('-1');
  });

  it('tells each text once, an edited one again, fifty at a time, four hundred in a visit', () => {
    const post = (id: number, text = `text ${id}`) => facts.post('-1', { id: `${id}`, text });
    post(1);
    expect(textsOf('-1')).toEqual(['text 1']);
    post(1);
    expect(facts.isNews('-1')).toBe(false);
    post(1, 'edited');
    expect(textsOf('-1')).toEqual(['edited']);
    let told = 2;
    for (let batch = 0; batch < 20; batch += 1) {
      for (let id = 0; id < 60; id += 1) post(1_000 + batch * 60 + id);
      for (const { posts } of facts.parcels('-1')) {
        expect(posts.length).toBeLessThanOrEqual(50);
        told += posts.length;
      }
    }
    expect(told).toBe(400);
    expect(facts.isNews('-1')).toBe(false);
    facts.refresh('-1');
    post(9_999);
    expect(facts.isNews('-1')).toBe(true);
  });

  it('cuts what is too long', () => {
    facts.know('-1', {
      kind: 'group',
      title: 't'.repeat(999),
      username: 'u'.repeat(99),
      about: 'a'.repeat(9_999),
      members: 1,
    });
    facts.post('-1', { id: '1', text: 'x'.repeat(9_999) });
    const chat = facts.parcels('-1')[0];
    expect([
      chat?.title.length,
      chat?.username.length,
      chat?.about.length,
      chat?.posts[0]?.text.length,
    ]).toEqual([256, 64, 1_000, 4_000]);
  });
});
