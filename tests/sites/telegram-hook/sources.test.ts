import { afterEach, expect, it } from 'vitest';
import { echo, type Stage, stage, until } from '@/tests/sites/telegram-hook/stage';

/** Players whose bytes would come past the page. */

let one: Stage;
afterEach(() => one.close());

const BAD_A = '-1001987654321';
const BAD = '-1987654321';

const streamOf = (id: string) =>
  `stream/${encodeURIComponent(JSON.stringify({ dcId: 2, location: { _: 'inputDocumentFileLocation', id }, size: 9 }))}`;

async function flagged(): Promise<void> {
  one = await stage();
  one.held.add(BAD);
  const worker = echo(one);
  await worker.speak({
    payloads: [
      {
        type: 'updates',
        updates: [
          { '@type': 'newMessage', message: { chatId: BAD_A, id: 1, content: { video: { id: '77771' } } } },
          {
            '@type': 'newMessage',
            message: { chatId: '777001', id: 2, content: { video: { id: '88881' } } },
          },
        ],
      },
    ],
  });
  await one.open(BAD_A);
  await until(() => one.said.some(({ say }) => say === 'chat'));
}

const WAYS: Record<string, (element: HTMLMediaElement | HTMLSourceElement, address: string) => void> = {
  property: (element, address) => {
    element.src = address;
  },
  attribute: (element, address) => element.setAttribute('src', address),
};
const ADDRESSES = {
  stream: streamOf('77771'),
  'stream with the whole address': `/k/${streamOf('77771')}`,
  hls: 'hls/77771',
  progressive: './progressive/document77771',
};

for (const [way, set] of Object.entries(WAYS)) {
  for (const tag of ['video', 'audio', 'source'] as const) {
    it.each(Object.entries(ADDRESSES))(
      `keeps the address of a ${tag} set as ${way} (%s) until it is shown`,
      async (_, address) => {
        await flagged();
        const player = one.win.document.createElement(tag);
        set(player, address);
        expect(player.hasAttribute('src')).toBe(false);
        expect(player.src, 'the app reads back what it has set').toBe(
          new URL(address, one.win.document.baseURI).href,
        );
        one.does({ do: 'show', peer: BAD });
        await until(() => player.hasAttribute('src'));
        expect(player.getAttribute('src')).toBe(address);
      },
    );
  }
}

it('leaves everything else as it is', async () => {
  await flagged();
  const { document } = one.win;
  const player = document.createElement('video');
  for (const address of ['blob:null/1', '', 'movie.webm', 'data:video/webm;base64,']) {
    player.src = address;
    expect(player.getAttribute('src')).toBe(address);
  }
  const image = document.createElement('img');
  image.setAttribute('src', streamOf('77771'));
  expect(image.getAttribute('src')).toBe(streamOf('77771'));
  const { set } = Object.getOwnPropertyDescriptor(one.win.HTMLMediaElement.prototype, 'src') ?? {};
  expect(() => set?.call(image, streamOf('77771'))).toThrow(/Illegal/);
  expect(() => one.win.Element.prototype.setAttribute.call({} as Element, 'src', streamOf('1'))).toThrow(
    /Illegal/,
  );
});

it('never sets an address that the app has replaced or taken away', async () => {
  await flagged();
  const { document } = one.win;
  const [replaced, removed] = [document.createElement('video'), document.createElement('video')];
  replaced.src = streamOf('77771');
  replaced.src = 'blob:null/2';
  removed.setAttribute('src', streamOf('77771'));
  removed.removeAttribute('src');
  one.does({ do: 'show', peer: BAD });
  const last = document.createElement('video');
  last.src = streamOf('77771');
  await until(() => last.hasAttribute('src'));
  expect(replaced.getAttribute('src')).toBe('blob:null/2');
  expect(removed.hasAttribute('src')).toBe(false);
});

it('keeps a stream that nobody can read while a flagged chat is in front', async () => {
  await flagged();
  const player = one.win.document.createElement('video');
  player.src = 'stream/%7Bnew-form';
  expect(player.hasAttribute('src')).toBe(false);
});

it('keeps what the page fetches of a stream itself, and sends it when it is shown', async () => {
  const asked: unknown[] = [];
  one = await stage({
    prepare(win) {
      win.fetch = ((...args: unknown[]) => {
        asked.push(args[0]);
        return Promise.resolve('answer');
      }) as unknown as typeof fetch;
      win.XMLHttpRequest.prototype.open = (_method: string, url: string | URL) => void url;
      win.XMLHttpRequest.prototype.send = function send(this: XMLHttpRequest) {
        asked.push(this);
      };
    },
  });
  one.held.add(BAD);
  await one.open(BAD_A);
  await until(() => one.said.some(({ say }) => say === 'chat'));
  const { win } = one;
  const stream = 'hls_stream/77771';
  const answers = [win.fetch(stream), win.fetch(new win.Request(`/k/${stream}`))];
  await win.fetch('/k/version');
  await win.fetch('https://other.example/stream/77771');
  const [kept, aborted, other] = [
    new win.XMLHttpRequest(),
    new win.XMLHttpRequest(),
    new win.XMLHttpRequest(),
  ];
  kept.open('GET', stream);
  kept.send();
  aborted.open('GET', stream);
  aborted.send();
  aborted.abort();
  other.open('GET', '/k/version');
  other.send();
  expect(asked).toEqual(['/k/version', 'https://other.example/stream/77771', other]);
  asked.length = 0;
  await until(() => one.said.some(({ say }) => say === 'held'));
  one.does({ do: 'show', peer: BAD });
  expect(await Promise.all(answers)).toEqual(['answer', 'answer']);
  await until(() => asked.length === 3);
  expect(asked[0]).toBe(stream);
  expect(asked[2]).toBe(kept);
});
