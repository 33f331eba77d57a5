import { browser } from 'wxt/browser';
import type { TelegramCover } from '@/entrypoints/cover.content/cover';
import type { Scope } from '@/entrypoints/show.content/scope';
import { createChats } from '@/entrypoints/telegram.content/chats';
import { leaveChat } from '@/entrypoints/telegram.content/leave';
import type { TelegramLook, TelegramPage } from '@/utils/adapters/telegram-page';
import { watchTelegram } from '@/utils/adapters/telegram-watch';
import { call } from '@/utils/rpc/client';
import { CallError } from '@/utils/rpc/error';
import type { JudgedChat, Tell, Words } from '@/utils/rpc/protocol';
import type { ChatFacts, HookDoes, HookSays, PeerId, Post } from '@/utils/schema/telegram';
import type { TelegramState } from '@/utils/schema/telegram-state';

/**
 * One page of Telegram Web, from its first moment to its end: has its chats judged,
 * tells the hook what to hold, covers the chat in front when it is held, and
 * answers when the popup asks.
 *
 * What the hook says is trusted while it is well. When it is silent or in trouble
 * the page is read as it is drawn: then a chat can only be covered, and the popup
 * says that the protection is reduced.
 */
export type OpenBridge = (hear: (said: HookSays) => void) => (what: HookDoes) => void;

/** A hook that runs says so with the first script of the page; a slow phone gets this long. */
const HOOK_PATIENCE_MS = 8_000;
/** The hook lets go of what is not judged within 1.5 s, unless it is told to wait. */
const WAIT_AFTER_MS = 900;
/** Browsers end a background after 30 s without work. */
const SLEEPS_AFTER_MS = 20_000;
const SHIELD = 'data-unbluff';

export function attend(
  reader: TelegramPage,
  page: Document,
  openBridge: OpenBridge,
  signal: AbortSignal,
): void {
  // Before anything else: the page's own scripts come right after this one.
  const does = openBridge((said) => hearHook(said));
  const { client } = reader;
  let protection: TelegramState['protection'] = 'starting';
  /** The chat in front, as the hook has it and as the page shows it; undefined: never said. */
  let opened: PeerId | null | undefined;
  let look: TelegramLook = { state: 'starting' };
  let front: PeerId | null = null;
  /** The reader chose to see this one, until another is in front. */
  let shown: PeerId | null = null;
  let cover: TelegramCover | null = null;
  let paused = call({ call: 'telegram' }).then((answer) => answer.paused);
  paused.catch(() => {});
  let isPaused = false;
  /** The last turn of each chat that its verdict knows of. */
  const turns = new Map<PeerId, number>();
  let answered = Number.NEGATIVE_INFINITY;

  const chats = createChats((chat, told) => call({ call: 'inspect-chat', chat, told }));
  const words = once(() => call({ call: 'words' }));
  const script = once(async () => {
    await call({ call: 'show', what: 'cover' });
    const brought = (globalThis as Scope).unbluffCover;
    if (!brought) throw new CallError('failed');
    return brought;
  });

  const state = (): TelegramState => {
    const judged = front === null ? null : chats.of(front);
    return {
      client,
      protection,
      open: judged && {
        family: judged.family ?? judged.verdict.family,
        level: judged.verdict.level,
        listed: judged.listed,
        flagged: judged.hold,
        shown: shown === front,
      },
      saves: null,
    };
  };
  const sayState = () => call({ call: 'telegram-state', state: state() }).catch(() => null);
  const reduce = () => {
    if (protection === 'reduced') return;
    protection = 'reduced';
    follow();
    draw();
    void sayState();
  };
  const guard = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => {
      if (!(error instanceof CallError && error.code === 'gone')) reduce();
    });

  const isCovered = () => front !== null && shown !== front && !isPaused && (chats.of(front)?.hold ?? false);

  /** Seen at once; what the cover says comes as soon as it is drawn. */
  const draw = () => {
    if (!isCovered()) {
      page.documentElement.removeAttribute(SHIELD);
      cover?.hide();
      return;
    }
    page.documentElement.setAttribute(SHIELD, 'covered');
    guard(drawCover());
  };
  const drawCover = async () => {
    const [{ createCover }, said]: [NonNullable<Scope['unbluffCover']>, Words] = await Promise.all([
      script(),
      words(),
    ]);
    const judged = front === null ? null : chats.of(front);
    const chat = front === null ? null : chats.facts(front);
    if (signal.aborted || !isCovered() || !judged || !chat) return;
    cover ??= createCover({
      page,
      column: reader.column,
      onLeave: () => leaveChat(page, () => front === chat.peer),
      onShow: ({ peer }) => show(peer),
      onFight: reduce,
      signal,
    });
    cover.show({ chat, judged, held: protection === 'whole' }, said);
  };
  const show = (peer: PeerId) => {
    shown = peer;
    does({ do: 'show', peer });
    draw();
    void sayState();
  };

  /** The hook knows the chat before it is drawn; where the hook is not well the page is what there is. */
  const follow = () => {
    const seen = look.state === 'chat' ? look.chat.peer : null;
    const now = protection === 'whole' && opened !== undefined ? opened : (seen ?? opened ?? null);
    if (now === front) return;
    front = now;
    if (shown !== null && shown !== front) {
      // A visit ends when another chat is opened: the next one begins held.
      does({ do: 'verdict', peer: shown, hold: chats.of(shown)?.hold ?? true, turn: turns.get(shown) ?? 0 });
      shown = null;
    }
    draw();
    void sayState();
  };

  const settle = (peer: PeerId, judged: JudgedChat) => {
    does({ do: 'verdict', peer, hold: judged.hold && !isPaused, turn: turns.get(peer) ?? 0 });
    if (peer !== front) return;
    draw();
    void sayState();
  };
  /** A `turn` is answered by one verdict that names it; 0 answers who only waits. */
  const judge = async (facts: ChatFacts, turn: number) => {
    const late = setTimeout(() => {
      // It may have slept; one that answered just now and does not any more is broken.
      if (performance.now() - answered > SLEEPS_AFTER_MS) does({ do: 'wait', peer: facts.peer });
    }, WAIT_AFTER_MS);
    try {
      isPaused = await paused;
      const judged = isPaused ? null : await chats.hear(facts);
      answered = performance.now();
      if (turn > 0) turns.set(facts.peer, turn);
      if (judged) settle(facts.peer, judged);
      else does({ do: 'verdict', peer: facts.peer, hold: false, turn: turns.get(facts.peer) ?? 0 });
    } finally {
      clearTimeout(late);
    }
  };

  const hearHook = (said: HookSays) => {
    if (signal.aborted) return;
    if (said.say !== 'trouble') clearTimeout(silence);
    switch (said.say) {
      case 'chat':
        return guard(judge(said.chat, said.turn));
      case 'waiting':
        return guard(judge(unknownChat(client, said.peer), 0));
      case 'lends':
        return guard(call({ call: 'lend', peer: said.peer, on: said.on }));
      case 'trouble':
        return reduce();
      case 'open':
        opened = said.peer;
        return follow();
      case 'well':
        protection = 'whole';
        follow();
        draw();
        void sayState();
    }
  };
  const silence = setTimeout(reduce, HOOK_PATIENCE_MS);

  watchTelegram(
    reader,
    page,
    {
      look(now) {
        look = now;
        if (now.state === 'changed') reduce();
        if (now.state === 'chat') guard(see(now.chat, []));
        follow();
      },
      posts: (chat, posts) => guard(see(chat, posts)),
    },
    signal,
  );
  const see = async (
    { peer, kind, title }: Pick<ChatFacts, 'peer' | 'kind' | 'title'>,
    posts: readonly Post[],
  ) => {
    isPaused = await paused;
    if (isPaused) return;
    settle(peer, await chats.see({ ...unknownChat(client, peer), kind, title, posts: [...posts] }));
  };

  const hear = (heard: Tell, answer: (done: boolean) => void): boolean => {
    if (heard.tell === 'settings-changed') guard(resume());
    if (heard.tell === 'lend') does({ do: 'lend', peer: heard.peer, on: heard.on });
    if (heard.tell === 'say-state') void sayState().then(() => answer(true));
    return heard.tell === 'say-state';
  };
  const resume = async () => {
    words.forget();
    paused = call({ call: 'telegram' }).then((answer) => answer.paused);
    isPaused = await paused;
    if (front !== null && chats.of(front)) settle(front, chats.of(front) as JudgedChat);
    draw();
  };
  const listener = (raw: unknown, _sender: unknown, answer: (done: boolean) => void) =>
    hear(raw as Tell, answer);
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener(
    'abort',
    () => {
      browser.runtime.onMessage.removeListener(listener);
      clearTimeout(silence);
      page.documentElement.removeAttribute(SHIELD);
    },
    { once: true },
  );
}

function unknownChat(client: ChatFacts['client'], peer: PeerId): ChatFacts {
  return { client, peer, kind: null, title: '', username: '', about: '', members: null, posts: [] };
}

/** Asks once and keeps the answer; a failure is not kept. */
function once<T>(ask: () => Promise<T>): (() => Promise<T>) & { forget(): void } {
  let kept: Promise<T> | null = null;
  const get = () => {
    kept ??= ask().catch((error: unknown) => {
      kept = null;
      throw error;
    });
    return kept;
  };
  return Object.assign(get, {
    forget: () => {
      kept = null;
    },
  });
}
