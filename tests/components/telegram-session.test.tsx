import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Covered, CoverOptions } from '@/entrypoints/cover.content/cover';
import type { Pressed } from '@/entrypoints/cover.content/notice';
import type { Scope } from '@/entrypoints/show.content/scope';
import { attend } from '@/entrypoints/telegram.content/session';
import { wordsOf } from '@/tests/components/stage';
import { telegramK } from '@/utils/adapters/telegram-k';
import type { Call, JudgedChat } from '@/utils/rpc/protocol';
import type { ChatFacts, HookDoes, HookSays } from '@/utils/schema/telegram';

type Inspect = Extract<Call, { call: 'inspect-chat' }>;

const fake = vi.hoisted(() => ({
  calls: [] as Call[],
  paused: false,
  judge: (_call: Inspect): JudgedChat | null => null,
  delay: 0,
  tell: (_raw: unknown) => {},
}));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: {
      id: 'us',
      onMessage: {
        addListener: (listener: (raw: unknown, sender: null, answer: () => void) => void) => {
          fake.tell = (raw) => listener(raw, null, () => {});
        },
        removeListener: () => {},
      },
      sendMessage: async (call: Call) => {
        fake.calls.push(call);
        if (call.call === 'telegram') return { ok: { paused: fake.paused, told: true } };
        if (call.call === 'words') return { ok: wordsOf('en') };
        if (call.call === 'inspect-chat') {
          if (fake.delay > 0) await new Promise((done) => setTimeout(done, fake.delay));
          return { ok: fake.judge(call) };
        }
        return { ok: null };
      },
    },
  },
}));

const judged = (hold: boolean): JudgedChat => ({
  verdict: {
    family: hold ? 'drugs' : null,
    level: hold ? 'warning' : 'none',
    findings: [],
    heldBack: null,
    partial: false,
    posts: hold ? 3 : 0,
    engine: '1',
    revision: 1,
  },
  listed: false,
  hold,
  suspected: false,
  family: hold ? 'drugs' : null,
});
const chat = (peer: string, texts: readonly string[] = []): ChatFacts => ({
  client: 'k',
  peer,
  kind: 'channel',
  title: 'A title',
  username: 'name',
  about: '',
  members: null,
  posts: texts.map((text, id) => ({ id: String(id + 1), text })),
});
const BAD = '-1001';
const GOOD = '-1002';

let life: AbortController;
let done: HookDoes[];
let say: (said: HookSays) => void;
let options: CoverOptions | null;
let covered: Covered | null;
let line: string | null;
let pressed: Pressed | null;
let close: () => void;

function begin(): void {
  attend(
    telegramK,
    document,
    (hear) => {
      say = hear;
      return (what) => done.push(what);
    },
    life.signal,
  );
}
const verdicts = (peer: string) => done.filter((what) => what.do === 'verdict' && what.peer === peer);
const shield = () => document.documentElement.getAttribute('data-unbluff');
const calls = <N extends Call['call']>(name: N) =>
  fake.calls.filter((call): call is Extract<Call, { call: N }> => call.call === name);
const state = () => calls('telegram-state').at(-1)?.state;

beforeEach(() => {
  Object.assign(fake, { calls: [], paused: false, delay: 0 });
  fake.judge = ({ chat: { peer } }) => judged(peer === BAD);
  life = new AbortController();
  done = [];
  options = null;
  covered = null;
  line = null;
  pressed = null;
  (globalThis as Scope).unbluffCover = {
    createCover: (given) => {
      options = given;
      return {
        show: (now) => {
          covered = now;
        },
        hide: () => {
          covered = null;
        },
      };
    },
    createNotices: (given) => ({
      show: (now) => {
        pressed = now;
        close = () => given.onClose(now.peer);
      },
      hide: () => {
        pressed = null;
      },
    }),
    createLine: () => ({
      show: ({ state: said }) => {
        line = said;
      },
      hide: () => {
        line = null;
      },
    }),
  };
});
afterEach(() => {
  life.abort();
  document.body.replaceChildren();
});

describe('with a hook that is well', () => {
  beforeEach(() => {
    begin();
    say({ say: 'ready', client: 'k' });
    say({ say: 'well' });
  });

  it('answers every turn of a chat once, and names it', async () => {
    say({ say: 'chat', chat: chat(GOOD, ['a']), turn: 1 });
    say({ say: 'chat', chat: chat(GOOD, ['a', 'b']), turn: 2 });
    await vi.waitFor(() => expect(verdicts(GOOD)).toHaveLength(2));
    expect(verdicts(GOOD)).toEqual([
      { do: 'verdict', peer: GOOD, hold: false, turn: 1 },
      { do: 'verdict', peer: GOOD, hold: false, turn: 2 },
    ]);
    expect(calls('inspect-chat').map(({ chat: { posts }, told }) => [posts.length, told])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('answers a turn that can not be judged with what was thought of the chat before', async () => {
    say({ say: 'chat', chat: chat(BAD, ['a']), turn: 1 });
    say({ say: 'chat', chat: chat(GOOD, ['a']), turn: 1 });
    await vi.waitFor(() => expect([...verdicts(BAD), ...verdicts(GOOD)]).toHaveLength(2));
    fake.judge = () => null;
    say({ say: 'chat', chat: chat(BAD, ['b']), turn: 2 });
    say({ say: 'chat', chat: chat(GOOD, ['b']), turn: 2 });
    await vi.waitFor(() => expect([...verdicts(BAD), ...verdicts(GOOD)]).toHaveLength(4));
    expect(verdicts(BAD).at(-1)).toEqual({ do: 'verdict', peer: BAD, hold: true, turn: 2 });
    expect(verdicts(GOOD).at(-1)).toEqual({ do: 'verdict', peer: GOOD, hold: false, turn: 2 });
    expect(state()?.protection).toBe('reduced');

    fake.judge = () => judged(false);
    say({ say: 'chat', chat: chat(GOOD, ['c']), turn: 3 });
    await vi.waitFor(() => expect(state()?.protection).toBe('whole'));
  });

  it('tells all of a chat again to a background that has forgotten it', async () => {
    say({
      say: 'chat',
      chat: chat(
        GOOD,
        Array.from({ length: 50 }, (_, i) => `text ${i}`),
      ),
      turn: 1,
    });
    await vi.waitFor(() => expect(verdicts(GOOD)).toHaveLength(1));
    let forgot = true;
    fake.judge = () => {
      if (!forgot) return judged(false);
      forgot = false;
      return null;
    };
    say({ say: 'chat', chat: { ...chat(GOOD), posts: [{ id: '99', text: 'more' }] }, turn: 2 });
    await vi.waitFor(() => expect(verdicts(GOOD)).toHaveLength(2));
    expect(
      calls('inspect-chat')
        .slice(1)
        .map(({ chat: { posts }, told }) => [posts.length, told]),
    ).toEqual([
      [1, 50],
      [50, 0],
      [1, 50],
    ]);
  });

  it('covers a held chat when it comes to the front, at once and before anything is drawn', async () => {
    say({ say: 'chat', chat: chat(BAD, ['x']), turn: 1 });
    await vi.waitFor(() => expect(verdicts(BAD)).toHaveLength(1));
    expect(verdicts(BAD)[0]).toMatchObject({ hold: true });
    expect(shield()).toBeNull();
    say({ say: 'open', peer: BAD });
    expect(shield()).toBe('covered');
    await vi.waitFor(() => expect(covered).toMatchObject({ held: true, chat: { peer: BAD } }));
    say({ say: 'open', peer: GOOD });
    expect(shield()).toBeNull();
    expect(covered).toBeNull();
  });

  it('shows it for one visit: held again when the reader comes back', async () => {
    say({ say: 'chat', chat: chat(BAD, ['x']), turn: 1 });
    say({ say: 'open', peer: BAD });
    await vi.waitFor(() => expect(covered).not.toBeNull());
    options?.onShow(chat(BAD));
    expect(shield()).toBeNull();
    expect(covered).toBeNull();
    expect(done.at(-1)).toEqual({ do: 'show', peer: BAD });
    say({ say: 'open', peer: GOOD });
    expect(done.at(-1)).toMatchObject({ do: 'verdict', peer: BAD, hold: true });
    say({ say: 'open', peer: BAD });
    expect(shield()).toBe('covered');
  });

  it('keeps what the list shows of a suspected chat back until it is open and known', async () => {
    fake.judge = () => ({ ...judged(false), suspected: true });
    say({ say: 'chat', chat: chat(GOOD, ['x']), turn: 1 });
    await vi.waitFor(() => expect(verdicts(GOOD)).toMatchObject([{ hold: true }]));
    say({ say: 'open', peer: GOOD });
    expect(verdicts(GOOD)).toHaveLength(1);
    await vi.waitFor(() => expect(verdicts(GOOD).at(-1)).toMatchObject({ hold: false, turn: 1 }), 10_000);
    expect(shield()).toBeNull();
  });

  it('a chat that turns out bad while it is open is covered then', async () => {
    fake.judge = () => judged(false);
    say({ say: 'chat', chat: chat(BAD), turn: 1 });
    say({ say: 'open', peer: BAD });
    await vi.waitFor(() => expect(verdicts(BAD)).toHaveLength(1));
    fake.judge = () => judged(true);
    say({ say: 'chat', chat: chat(BAD, ['x']), turn: 2 });
    await vi.waitFor(() => expect(shield()).toBe('covered'));
  });

  it('asks the hook to wait for a background that is just starting', async () => {
    fake.delay = 1_200;
    say({ say: 'chat', chat: chat(GOOD), turn: 1 });
    await vi.waitFor(() => expect(done).toContainEqual({ do: 'wait', peer: GOOD }), 5_000);
    await vi.waitFor(() => expect(verdicts(GOOD)).toHaveLength(1), 5_000);
  });

  it('stands gently beside a private chat in which the reader is put under pressure', async () => {
    const verdict = { ...judged(false).verdict, family: 'real-images' as const, level: 'warning' as const };
    fake.judge = () => ({ ...judged(false), verdict });
    say({ say: 'chat', chat: { ...chat('777'), kind: 'private' }, turn: 1 });
    say({ say: 'open', peer: '777' });
    await vi.waitFor(() => expect(pressed).toMatchObject({ peer: '777', family: 'real-images' }));
    expect(verdicts('777')).toMatchObject([{ hold: false }]);
    expect(shield()).toBeNull();
    close();
    expect(pressed).toBeNull();
    say({ say: 'open', peer: GOOD });
    say({ say: 'open', peer: '777' });
    expect(pressed).toBeNull();
  });

  it('tells the popup what is so, and nothing that names the chat', async () => {
    say({ say: 'chat', chat: chat(BAD, ['x']), turn: 1 });
    say({ say: 'open', peer: BAD });
    await vi.waitFor(() => expect(state()?.open?.flagged).toBe(true));
    expect(state()).toMatchObject({ protection: 'whole', open: { family: 'drugs', shown: false } });
    expect(JSON.stringify(state())).not.toContain('1001');
    expect(JSON.stringify(state())).not.toContain('title');
  });

  it('passes on to other tabs what this one may show', async () => {
    say({ say: 'lends', peer: BAD, on: true });
    await vi.waitFor(() => expect(calls('lend')).toEqual([{ call: 'lend', peer: BAD, on: true }]));
    fake.tell({ tell: 'lend', peer: GOOD, on: false });
    expect(done).toContainEqual({ do: 'lend', peer: GOOD, on: false });
  });
});

describe('paused', () => {
  it('holds nothing and covers nothing', async () => {
    fake.paused = true;
    begin();
    say({ say: 'well' });
    say({ say: 'chat', chat: chat(BAD, ['x']), turn: 1 });
    say({ say: 'open', peer: BAD });
    await vi.waitFor(() => expect(verdicts(BAD)).toMatchObject([{ hold: false, turn: 1 }]));
    expect(shield()).toBeNull();
    expect(calls('inspect-chat')).toEqual([]);
  });
});

describe('with a hook in trouble', () => {
  const page = (peer: string, texts: readonly string[]) => {
    const column = document.createElement('div');
    column.id = 'column-center';
    const active = document.createElement('div');
    active.className = 'chat active';
    const topbar = document.createElement('div');
    topbar.className = 'topbar';
    const info = document.createElement('div');
    info.className = 'chat-info';
    const title = document.createElement('span');
    title.className = 'peer-title';
    title.dataset.peerId = peer;
    title.textContent = 'A title';
    info.append(title);
    topbar.append(info);
    const list = document.createElement('div');
    list.className = 'bubbles-inner is-broadcast';
    for (const [id, text] of texts.entries()) {
      const bubble = document.createElement('div');
      bubble.className = 'bubble is-in';
      bubble.dataset.mid = String(2 ** 32 + id + 1);
      const message = document.createElement('div');
      message.className = 'message';
      message.textContent = text;
      bubble.append(message);
      list.append(bubble);
    }
    active.append(topbar, list);
    column.append(active);
    document.body.append(column);
  };

  it('reads the page instead, covers, and says that it could not hold', async () => {
    begin();
    say({ say: 'trouble', what: 'no-known-shape' });
    page(BAD, ['one', 'two']);
    await vi.waitFor(() => expect(covered).toMatchObject({ held: false }), 5_000);
    expect(shield()).toBe('covered');
    const posts = calls('inspect-chat').flatMap(({ chat: facts }) => facts.posts);
    expect(posts).toEqual([
      { id: '1', text: 'one' },
      { id: '2', text: 'two' },
    ]);
    expect(state()?.protection).toBe('reduced');
    expect(line).toBe('reduced');
  });

  it('does not count what the hook has told a second time', async () => {
    begin();
    say({ say: 'chat', chat: chat(BAD, ['one (told by the hook)', 'two']), turn: 1 });
    await vi.waitFor(() => expect(verdicts(BAD)).toHaveLength(1));
    page(BAD, ['one', 'two', 'three']);
    await vi.waitFor(() => {
      const posts = calls('inspect-chat').flatMap(({ chat: facts }) => facts.posts);
      expect(posts.map(({ text }) => text)).toEqual(['one (told by the hook)', 'two', 'three']);
    }, 5_000);
  });
});
