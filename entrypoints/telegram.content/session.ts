import { browser } from 'wxt/browser';
import type { Covered } from '@/entrypoints/cover.content/cover';
import type { Pressed } from '@/entrypoints/cover.content/notice';
import { createChats } from '@/entrypoints/telegram.content/chats';
import { createDrawing } from '@/entrypoints/telegram.content/draw';
import { leaveChat } from '@/entrypoints/telegram.content/leave';
import { createLines } from '@/entrypoints/telegram.content/lines';
import { createSaved } from '@/entrypoints/telegram.content/saved';
import { createSaving } from '@/entrypoints/telegram.content/saving';
import type { TelegramLook, TelegramPage } from '@/utils/adapters/telegram-page';
import { watchTelegram } from '@/utils/adapters/telegram-watch';
import { call } from '@/utils/rpc/client';
import { CallError } from '@/utils/rpc/error';
import type { JudgedChat, Tell } from '@/utils/rpc/protocol';
import type { ChatFacts, HookDoes, HookSays, PeerId, Post } from '@/utils/schema/telegram';
import type { TelegramState } from '@/utils/schema/telegram-state';

/**
 * One page of Telegram Web, from its first moment to its end: has its chats judged,
 * tells the hook what to hold, covers the chat in front when it is held, and
 * answers when the popup asks.
 *
 * What the hook says is trusted while it is well. When it is silent or in trouble
 * the page is read as it is drawn: then a chat can only be covered, and page and
 * popup say that the protection is reduced.
 */
export type OpenBridge = (hear: (said: HookSays) => void) => (what: HookDoes) => void;

/** A hook that runs says so with the first script of the page; a slow phone gets this long. */
const HOOK_PATIENCE_MS = 8_000;
/** Browsers end a background after 30 s without work. */
const SLEEPS_AFTER_MS = 20_000;
/** History of an opened chat comes within a second or two, and with it a verdict. */
const KNOWN_AFTER_MS = 3_000;
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
  /** The chat in front, when it has been there for long enough to be judged by its posts: a suspicion counts no more. */
  let known: PeerId | null = null;
  let acquaintance: ReturnType<typeof setTimeout> | undefined;
  /** The reader chose to see this one, until another is in front. */
  let shown: PeerId | null = null;
  /** Private chats whose notice the reader has closed. */
  const closed = new Set<PeerId>();
  let started = call({ call: 'telegram', client });
  started.catch(() => {});
  let isPaused = false;
  /** The last turn of each chat that its verdict knows of. */
  const turns = new Map<PeerId, number>();
  let answered = Number.NEGATIVE_INFINITY;
  let isHookWell = false;
  /** The last verdict could not be had: the next one that can ends the trouble. */
  let isFailing = false;

  const chats = createChats((chat, told) => call({ call: 'inspect-chat', chat, told }));
  const saving = createSaving(client, () => new URL(page.URL), does, signal);
  const saved = createSaved(does, () => draw());
  const drawing = createDrawing({
    page,
    column: reader.column,
    list: reader.list,
    onLeave: () => {
      const left = front;
      leaveChat(page, () => front === left);
    },
    onShow: ({ peer }) => show(peer),
    onRemove: ({ peer }) => guard(saved.remove(peer)),
    onClose: (peer) => {
      closed.add(peer);
      draw();
    },
    onFight: () => reduce(),
    signal,
  });

  const lines = createLines({
    drawing,
    client,
    guard: (work) => guard(work),
    canTurnOff: () => saving.saves() !== false && (client === 'a' || protection === 'whole'),
    turnOff: () => turnOff(),
  });

  const guard = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => {
      if (!(error instanceof CallError && error.code === 'gone')) reduce();
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
      saves: saving.saves(),
    };
  };
  const sayState = () => call({ call: 'telegram-state', state: state() }).catch(() => null);

  const covered = (): Covered | null => {
    if (front === null || shown === front || isPaused) return null;
    const judged = chats.of(front);
    const chat = chats.facts(front);
    if (!judged?.hold || !chat) return null;
    return { chat, judged, held: protection === 'whole', saved: saved.of(front) };
  };
  /** A private chat is not held: what is done to its reader is said beside it, until they close that. */
  const pressed = (): Pressed | null => {
    const judged = front === null || isPaused || closed.has(front) ? null : chats.of(front);
    if (front === null || !judged || chats.facts(front)?.kind !== 'private') return null;
    const { family, level } = judged.verdict;
    if (level === 'none' || (family !== 'bluff' && family !== 'real-images')) return null;
    return { peer: front, verdict: judged.verdict, family, level };
  };
  /** Out of sight at once; what the cover says comes as soon as it is drawn. */
  const draw = () => {
    const now = covered();
    if (now) page.documentElement.setAttribute(SHIELD, 'covered');
    else page.documentElement.removeAttribute(SHIELD);
    guard(drawing.cover(covered));
    guard(drawing.notice(pressed));
  };
  const turnOff = async (): Promise<boolean> => {
    lines.say('working');
    const done = await saving.turnOff();
    lines.say(done ? 'off' : 'failed');
    void sayState();
    return done;
  };

  const reduce = () => {
    if (protection === 'reduced' || signal.aborted) return;
    protection = 'reduced';
    follow();
    draw();
    void sayState();
    if (!isPaused) lines.say('reduced');
  };
  const recover = () => {
    protection = 'whole';
    follow();
    draw();
    void sayState();
    if (lines.saying() === 'reduced') lines.say(null);
    guard(offerToTurnOff());
  };
  const offerToTurnOff = async () => {
    const { paused, told } = await started;
    if (paused || told) return;
    await saving.look();
    if (saving.saves() && lines.saying() === null && protection === 'whole') lines.say('saves');
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
      const hold = (chats.of(shown)?.hold ?? true) && !isPaused;
      does({ do: 'verdict', peer: shown, hold, turn: turns.get(shown) ?? 0 });
      shown = null;
    }
    known = null;
    clearTimeout(acquaintance);
    acquaintance = setTimeout(() => {
      known = front;
      const judged = front === null ? null : chats.of(front);
      if (front !== null && judged?.suspected) settle(front, judged);
    }, KNOWN_AFTER_MS);
    saved.again();
    if (front !== null && covered()) saved.ask(front);
    draw();
    void sayState();
  };

  const settle = (peer: PeerId, judged: JudgedChat) => {
    const hold = judged.hold || (judged.suspected && peer !== known);
    does({ do: 'verdict', peer, hold: hold && !isPaused, turn: turns.get(peer) ?? 0 });
    if (peer !== front) return;
    if (judged.hold) saved.ask(peer);
    draw();
    void sayState();
  };
  /** A `turn` is answered by one verdict that names it; 0 answers who only waits. */
  const judge = async (facts: ChatFacts, turn: number) => {
    // A background that may have slept has to start first: seconds on a busy machine, and the hook lets go of
    // what is not judged within 1.5 s. Told at once, for a timer here is late when the page is. One that answered
    // just now and does not any more is broken.
    if (performance.now() - answered > SLEEPS_AFTER_MS) does({ do: 'wait', peer: facts.peer });
    let judged: JudgedChat | null = null;
    let hold = false;
    try {
      isPaused = (await started).paused;
      judged = isPaused ? null : await chats.hear(facts);
      answered = performance.now();
    } catch (error) {
      // Nobody waits for a verdict that will not come: what was thought of the chat before goes on to count.
      hold = chats.of(facts.peer)?.hold ?? false;
      isFailing = true;
      throw error;
    } finally {
      if (turn > 0) turns.set(facts.peer, turn);
      if (!judged) does({ do: 'verdict', peer: facts.peer, hold, turn: turns.get(facts.peer) ?? 0 });
    }
    if (judged) settle(facts.peer, judged);
    if (isFailing && isHookWell) recover();
    isFailing = false;
  };
  const see = async (
    { peer, kind, title }: Pick<ChatFacts, 'peer' | 'kind' | 'title'>,
    posts: readonly Post[],
  ) => {
    isPaused = (await started).paused;
    if (isPaused) return;
    settle(peer, await chats.see({ ...unknownChat(client, peer), kind, title, posts: [...posts] }));
  };

  const saveFile = async (peer: PeerId, name: string) => {
    if ((await started).paused) return;
    const flagged = chats.of(peer)?.hold ?? false;
    await lines.saves({ name, flagged, shut: flagged && shown !== peer, text: chats.lastWords(peer) });
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
      case 'media':
        return guard(saved.heard(said.peer, said.ids));
      case 'saving':
        return guard(saveFile(said.peer, said.name));
      case 'auto-download':
        return saving.heard(said.state);
      case 'trouble':
        isHookWell = false;
        return reduce();
      case 'open':
        opened = said.peer;
        return follow();
      case 'well':
        isHookWell = true;
        return recover();
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

  const resume = async () => {
    drawing.forgetWords();
    started = call({ call: 'telegram', client });
    isPaused = (await started).paused;
    if (isPaused) lines.say(null);
    // All of them: what is held in the list of chats is let go by a pause too.
    for (const peer of chats.peers()) {
      const judged = chats.of(peer);
      if (judged) settle(peer, judged);
    }
  };
  const hear = (heard: Tell, answer: (done: boolean) => void): boolean => {
    switch (heard.tell) {
      case 'settings-changed':
        guard(resume());
        return false;
      case 'lend':
        does({ do: 'lend', peer: heard.peer, on: heard.on });
        return false;
      case 'file':
        lines.waits(heard.id, heard.name);
        return false;
      case 'say-state':
        void saving
          .look()
          .then(sayState)
          .then(() => answer(true));
        return true;
      case 'auto-download-off':
        void turnOff().then(answer, () => answer(false));
        return true;
      default:
        return false;
    }
  };
  const listener = (raw: unknown, _sender: unknown, answer: (done: boolean) => void) =>
    hear(raw as Tell, answer);
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener(
    'abort',
    () => {
      browser.runtime.onMessage.removeListener(listener);
      clearTimeout(silence);
      clearTimeout(acquaintance);
      page.documentElement.removeAttribute(SHIELD);
    },
    { once: true },
  );
}

function unknownChat(client: ChatFacts['client'], peer: PeerId): ChatFacts {
  return { client, peer, kind: null, title: '', username: '', about: '', members: null, posts: [] };
}
