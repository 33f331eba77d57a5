import { afterEach, expect, it } from 'vitest';
import { type Echo, echo, type Stage, stage, until } from '@/tests/sites/telegram-hook/stage';

/** What is kept, what goes on, and when: with the real channels, by the messages of both clients. */

let one: Stage;
afterEach(() => one.close());

/** As client A writes them, and as everybody else does. */
const BAD_A = '-1001987654321';
const BAD = '-1987654321';
const GOOD_A = '-1001900000002';
const GOOD = '-1900000002';
const SHIFT = 2 ** 32;

let asked = 0;
const download = (url: string) => {
  asked += 1;
  return {
    type: 'callMethod',
    messageId: `m${asked}`,
    name: 'downloadMedia',
    args: [{ url, mediaFormat: 0 }],
  };
};
const messagesOf = (chatId: string, ...photos: string[]) => ({
  payloads: [
    {
      type: 'methodResponse',
      messageId: 'none',
      response: {
        messages: photos.map((id, index) => ({
          id: index + 1,
          chatId,
          senderId: '777',
          content: { text: { text: `post ${index}` }, photo: { id } },
        })),
      },
    },
  ],
});
const task = (id: number, name: string, method: string, ...args: unknown[]) => ({
  type: 'invoke',
  id,
  payload: { type: 'manager', payload: { name, method, args, accountNumber: 1 } },
});
const file = (id: number, media: string, thumb = 'x') =>
  task(id, 'apiFileManager', 'downloadMediaURL', {
    media: { _: 'photo', id: media },
    thumb: { type: thumb },
  });
const mirror = (peerId: number, mid: number, photo: string) => ({
  type: 'invoke',
  payload: {
    type: 'mirror',
    payload: {
      name: 'messages',
      value: {
        _: 'message',
        peerId,
        mid: SHIFT + mid,
        message: 'post',
        media: { photo: { _: 'photo', id: photo } },
      },
    },
  },
});

const urls = ({ got }: Echo) =>
  got.flatMap((each) =>
    (each as { payloads: { args: { url: string }[] }[] }).payloads.map(({ args }) => args[0]?.url),
  );
const verdicts = () => until(() => one.said.some(({ say }) => say === 'held'));

it('keeps what a flagged chat asks for in its order, lets the rest of the message go, and sends it on once when it is shown', async () => {
  one = await stage();
  one.held.add(BAD);
  const worker = echo(one);
  await worker.speak(messagesOf(BAD_A, '11111', '11112'));
  await worker.speak(messagesOf(GOOD_A, '22221'));
  await one.open(BAD_A);
  worker.post({
    payloads: [download('photo11111?size=x'), download('photo22221?size=m'), download('photo11112?size=x')],
  });
  worker.post({ payloads: [download('document11111')], more: 'than we know' });
  await worker.settled();
  await until(() => urls(worker).length === 1);
  expect(urls(worker)).toEqual(['photo22221?size=m']);
  await verdicts();
  await worker.settled();
  expect(urls(worker), 'judged, and kept').toHaveLength(1);
  one.does({ do: 'show', peer: BAD });
  await until(() => urls(worker).length === 4);
  await worker.settled();
  expect(urls(worker).slice(1)).toEqual(['photo11111?size=x', 'photo11112?size=x', 'document11111']);
});

it('holds again in the next visit', async () => {
  one = await stage();
  one.held.add(BAD);
  const worker = echo(one);
  await worker.speak(messagesOf(BAD_A, '11111', '11112'));
  await one.open(BAD_A);
  worker.post({ payloads: [download('photo11111?size=x')] });
  await verdicts();
  one.does({ do: 'show', peer: BAD });
  await until(() => urls(worker).length === 1);
  worker.post({ payloads: [download('photo11111?size=y')] });
  await until(() => urls(worker).length === 2);
  await one.open(GOOD_A);
  await one.open(BAD_A);
  worker.post({ payloads: [download('photo11112?size=x')] });
  await worker.settled();
  await worker.settled();
  expect(urls(worker)).toHaveLength(2);
});

it('sees the end of a visit however soon the reader comes back', async () => {
  one = await stage({
    client: 'k',
    prepare: (win) => Object.assign(win, { appImManager: { chat: { peerId: +BAD } } }),
  });
  one.held.add(BAD);
  const { chat } = (one.win as unknown as { appImManager: { chat: { peerId: number } } }).appImManager;
  const worker = echo(one, 'SharedWorker');
  await worker.speak(mirror(+BAD, 1, '11111'));
  worker.post(file(1, '11111'));
  await verdicts();
  one.does({ do: 'show', peer: BAD });
  await until(() => worker.got.length === 1);
  chat.peerId = +GOOD;
  const history = task(2, 'appMessagesManager', 'getHistory', { peerId: +GOOD });
  worker.post({ type: 'batch', payload: [history] });
  chat.peerId = +BAD;
  worker.post(file(3, '11111'));
  await worker.settled();
  await worker.settled();
  expect(worker.got.slice(1)).toEqual([{ type: 'batch', payload: [history] }]);
});

it('follows client K, which says when it changes the chat', async () => {
  const heard: (() => void)[] = [];
  one = await stage({
    client: 'k',
    prepare: (win) =>
      Object.assign(win, {
        appImManager: { chat: { peerId: +BAD } },
        rootScope: { addEventListener: (_name: string, act: () => void) => heard.push(act) },
      }),
  });
  await until(() => heard.length === 1);
  const { chat } = (one.win as unknown as { appImManager: { chat: { peerId: number } } }).appImManager;
  const opened = () => one.said.flatMap((said) => (said.say === 'open' ? [said.peer] : []));
  await until(() => opened().length === 1);
  for (const peer of [GOOD, BAD]) {
    chat.peerId = +peer;
    heard[0]?.();
  }
  await until(() => opened().length === 3);
  expect(opened()).toEqual([BAD, GOOD, BAD]);
});

it('lets an innocent chat go as soon as it is judged, and waits for texts that came after its title', async () => {
  one = await stage();
  one.silent = true;
  const worker = echo(one);
  await one.open(GOOD_A);
  worker.post({ payloads: [download('photo22221?size=x')] });
  await worker.settled();
  const turnOf = () => one.said.flatMap((said) => (said.say === 'chat' ? [said.turn] : [])).at(-1) ?? 0;
  await until(() => turnOf() === 1);
  await worker.speak(messagesOf(GOOD_A, '22221'));
  await until(() => turnOf() === 2);
  one.does({ do: 'verdict', peer: GOOD, hold: false, turn: 1 });
  await worker.settled();
  expect(urls(worker), 'that verdict knew the title alone').toEqual([]);
  one.does({ do: 'verdict', peer: GOOD, hold: false, turn: 2 });
  await until(() => urls(worker).length === 1);
});

it('tells of a chat what the background has to know', async () => {
  one = await stage();
  const worker = echo(one);
  await worker.speak({
    payloads: [
      {
        type: 'updates',
        updates: [
          {
            '@type': 'updateChat',
            chat: {
              id: GOOD_A,
              type: 'chatTypeChannel',
              title: 'Nieuws',
              usernames: [{ username: 'nieuws' }],
              membersCount: 7,
            },
          },
          { '@type': 'updateChatFullInfo', id: GOOD_A, fullInfo: { about: 'Elke dag' } },
        ],
      },
    ],
  });
  await worker.speak(messagesOf(GOOD_A, '22221', '22222'));
  await one.open(GOOD_A);
  await until(() => one.said.some((said) => said.say === 'chat' && said.chat.posts.length === 2));
  const chat = one.said.flatMap((said) => (said.say === 'chat' ? [said.chat] : []))[0];
  expect(chat).toEqual({
    client: 'a',
    peer: GOOD,
    kind: 'channel',
    title: 'Nieuws',
    username: 'nieuws',
    about: 'Elke dag',
    members: 7,
    posts: [
      { id: '1', text: 'post 0' },
      { id: '2', text: 'post 1' },
    ],
  });
});

it('keeps the tasks of client K, avatars too, and forgets what was cancelled', async () => {
  one = await stage({
    client: 'k',
    prepare: (win) => Object.assign(win, { appImManager: { chat: { peerId: +BAD } } }),
  });
  one.held.add(BAD);
  const worker = echo(one, 'SharedWorker');
  await worker.speak({
    type: 'batch',
    payload: [mirror(+BAD, 1, '11111'), mirror(+BAD, 2, '11112'), mirror(+GOOD, 3, '22221')],
  });
  const [first, second, other] = [file(1, '11111'), file(2, '11112'), file(3, '22221', 'm')];
  const avatar = task(4, 'appAvatarsManager', 'loadAvatar', +BAD, {}, 'photo_small');
  const history = task(5, 'appMessagesManager', 'getHistory', { peerId: +BAD });
  worker.post({ type: 'batch', payload: [first, other, avatar, history] });
  worker.post(second);
  await worker.settled();
  // The picture of the other chat comes a moment later: nobody had judged that one.
  await until(() => worker.got.length > 1);
  expect(worker.got).toEqual([{ type: 'batch', payload: [history] }, other]);
  await verdicts();
  const cancel = task(6, 'apiFileManager', 'cancelDownload', 'photo_11112_x');
  worker.post({ type: 'batch', payload: [cancel] });
  await worker.settled();
  one.does({ do: 'show', peer: BAD });
  await until(() => worker.got.length >= 5);
  await worker.settled();
  expect(worker.got.slice(2)).toEqual([{ type: 'batch', payload: [cancel] }, first, avatar]);
});

it('puts a cancel of client A behind what it cancels', async () => {
  one = await stage();
  one.held.add(BAD);
  const worker = echo(one);
  await worker.speak(messagesOf(BAD_A, '11111'));
  await one.open(BAD_A);
  const wanted = download('photo11111?size=x');
  worker.post({ payloads: [wanted] });
  const cancel = { type: 'cancelProgress', messageId: wanted.messageId };
  worker.post({ payloads: [cancel] });
  await verdicts();
  expect(worker.got).toEqual([]);
  one.does({ do: 'show', peer: BAD });
  await until(() => worker.got.length === 2);
  expect(worker.got).toEqual([{ payloads: [wanted] }, { payloads: [cancel] }]);
});

it('keeps a request of another tab in both, until the other one may show it', async () => {
  one = await stage();
  one.held.add(BAD);
  const worker = echo(one);
  await worker.speak(messagesOf(BAD_A, '11111', '11112'));
  const name = `tt-global_${Math.random()}`;
  const here = new one.win.BroadcastChannel(name);
  const heard: unknown[] = [];
  here.onmessage = ({ data }) => {
    heard.push(data);
    // The first tab asks its worker on behalf of the other.
    worker.post({ payloads: [{ ...download(''), args: (data as { args: unknown[] }).args }] });
  };
  const there = new BroadcastChannel(name);
  const call = (url: string) => ({
    type: 'callApi',
    token: 't',
    messageId: `${url}`,
    name: 'downloadMedia',
    args: [{ url }],
  });
  there.postMessage(call('photo11111?size=x'));
  await until(() => heard.length === 1);
  await verdicts();
  await worker.settled();
  expect(urls(worker)).toEqual([]);
  one.does({ do: 'lend', peer: BAD, on: true });
  await until(() => urls(worker).length === 1);
  // What this tab asks for itself stays.
  worker.post({ payloads: [download('photo11112?size=x')] });
  there.postMessage(call('photo11112?size=m'));
  await until(() => urls(worker).length === 2);
  await worker.settled();
  expect(urls(worker)).toEqual(['photo11111?size=x', 'photo11112?size=m']);

  // The other way round: this is the second tab, and asks the first.
  const sent: unknown[] = [];
  there.onmessage = ({ data }) => sent.push(data);
  await one.open(BAD_A);
  here.postMessage(call('photo11111?size=y'));
  here.postMessage({ type: 'callApi', name: 'fetchMessages', args: [] });
  await until(() => sent.length === 1);
  expect(sent).toEqual([{ type: 'callApi', name: 'fetchMessages', args: [] }]);
  there.close();
});

it('goes on without an answer, tells it, and keeps what is flagged', async () => {
  one = await stage();
  one.held.add(BAD);
  const worker = echo(one);
  await worker.speak(messagesOf(BAD_A, '11111'));
  await worker.speak(messagesOf(GOOD_A, '22221'));
  worker.post({ payloads: [download('photo11111?size=m')] });
  await verdicts();
  one.silent = true;
  worker.post({ payloads: [download('photo22221?size=m'), download('photo11111?size=x')] });
  await until(() => urls(worker).length === 1);
  expect(urls(worker)).toEqual(['photo22221?size=m']);
  expect(one.said).toContainEqual({ say: 'trouble', what: 'no-answer' });
  one.does({ do: 'verdict', peer: GOOD, hold: false, turn: 1 });
  await until(() => one.said.filter(({ say }) => say === 'well').length > 1);
});

it('waits longer for one who says that they are at work', async () => {
  one = await stage();
  one.silent = true;
  const worker = echo(one);
  await worker.speak(messagesOf(GOOD_A, '22221'));
  worker.post({ payloads: [download('photo22221?size=m')] });
  await until(() => one.said.some(({ say }) => say === 'waiting'));
  one.does({ do: 'wait', peer: GOOD });
  await new Promise((next) => setTimeout(next, 2_500));
  expect(urls(worker)).toEqual([]);
  one.does({ do: 'verdict', peer: GOOD, hold: false, turn: 1 });
  await until(() => urls(worker).length === 1);
});
