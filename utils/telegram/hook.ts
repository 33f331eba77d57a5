import type { AutoDownload, HookDoes, PeerId, TelegramClient } from '@/utils/schema/telegram';
import { createSettings, isSame } from '@/utils/telegram/auto-download';
import { tapChannels } from '@/utils/telegram/channels';
import { createFacts } from '@/utils/telegram/facts';
import { createFront, followK } from '@/utils/telegram/front';
import { createGate } from '@/utils/telegram/gate';
import { createLearner } from '@/utils/telegram/learn';
import { shutLimits } from '@/utils/telegram/limits';
import { type Line, openLine } from '@/utils/telegram/line';
import { startsWith } from '@/utils/telegram/natives';
import { createOwners } from '@/utils/telegram/owners';
import { guardRequests } from '@/utils/telegram/requests';
import { watchSaves } from '@/utils/telegram/saves';
import { createSelfTest } from '@/utils/telegram/self-test';
import { type Admit, guardSources } from '@/utils/telegram/sources';
import { createTraffic } from '@/utils/telegram/traffic';

/**
 * The part of the protection in Telegram Web that lives in the page's own world. Starts at document_start, before
 * any script of the page, puts the parts together and lets nothing of them be seen from outside.
 *
 * Nobody at the other end of the line: then everything passes as if nothing stood here.
 */
export function startHook(win: Window & typeof globalThis, client = clientAt(win.location)): void {
  const later = win.setTimeout.bind(win);
  const facts = createFacts(client);
  const owners = createOwners();
  const readFront = createFront(win, client, facts);
  let front: PeerId | null = null;
  let worker: ((task: unknown) => void) | null = null;
  let lastSaved = 'file';

  const line: Line = openLine(
    win,
    (does) => hear(does),
    (open) => begin(open),
  );
  const { say } = line;
  const test = createSelfTest({ say, later });
  const gate = createGate({
    say,
    answers: (does) => (does ? test.solved('no-answer') : test.trouble('no-answer')),
    later,
    forget: win.clearTimeout.bind(win),
    front: () => front,
    facts,
    owners,
  });
  const learner = createLearner(facts, owners, gate.learned, later);

  const look = (): void => {
    const now = readFront();
    if (now === front) return;
    front = now;
    say({ say: 'open', peer: now });
    gate.moved(now);
    if (client === 'k') shut();
  };
  const traffic = createTraffic({
    gate,
    learner,
    look,
    learned: () => gate.settle(front),
    seen: test.seen,
    saves(name) {
      lastSaved = name;
    },
    isK(port, send) {
      channels.attend(port);
      worker = (task) => send(port, task);
    },
  });
  const channels = tapChannels(win, {
    outgoing: (message, port, send, toTabs) =>
      line.open ? traffic.outgoing(message, port, send, toTabs) : message,
    incoming(data, fromTabs) {
      if (line.open) traffic.incoming(data, fromTabs);
    },
    made: test.made,
    bypassed: () => test.trouble('hook-replaced'),
  });
  const admit: Admit = (wanted, send) => {
    if (!line.open) return true;
    learner.finish();
    look();
    return gate.admits(wanted, false, send);
  };
  guardSources(win, admit);
  guardRequests(win, admit);
  const shut = shutLimits(win, (peer) => !test.isWell() && gate.isShut(peer));
  watchSaves(
    win,
    () => lastSaved,
    (name) => {
      look();
      if (front === null) return true;
      say({ say: 'saving', peer: front, name });
      return !gate.isShut(front);
    },
  );

  const settings = createSettings(win, () => worker);
  let saved: AutoDownload | null = null;
  const readSettings = (): void => {
    if (client !== 'k') return;
    const now = settings.read();
    if (isSame(now, saved)) return;
    saved = now;
    say({ say: 'auto-download', state: now });
  };

  const hear = (does: HookDoes): void => {
    switch (does.do) {
      case 'verdict':
        gate.verdict(does.peer, does.hold, does.turn);
        break;
      case 'wait':
        gate.wait(does.peer);
        break;
      case 'show':
        gate.show(does.peer);
        break;
      case 'lend':
        gate.lend(does.peer, does.on);
        break;
      case 'media-of':
        say({ say: 'media', peer: does.peer, ids: owners.idsOf(does.peer) });
        break;
      case 'auto-download-off':
        settings.off();
        readSettings();
        break;
    }
  };
  /** The first words, when the line is open: at once, or when its other end comes. */
  function begin(open: Line): void {
    later(() => {
      open.say({ say: 'ready', client });
      test.begin();
    }, 0);
  }

  // Every request looks too; this is for the chat that asks for nothing, so that a visit ends when it does.
  let isFollowed = client !== 'k';
  win.setInterval(() => {
    if (!isFollowed) isFollowed = followK(win, look);
    look();
  }, LOOK_MS);
  win.addEventListener('popstate', look);
  win.addEventListener('hashchange', look);
  (win as { navigation?: EventTarget }).navigation?.addEventListener('currententrychange', look);
  win.setInterval(() => {
    readSettings();
    if (client === 'k') shut();
    if (!channels.isIntact()) test.trouble('hook-replaced');
  }, CHECK_MS);
}

const LOOK_MS = 400;
const CHECK_MS = 3_000;

const clientAt = ({ hostname, pathname }: Location): TelegramClient =>
  hostname === 'webk.telegram.org' || startsWith(pathname, '/k') ? 'k' : 'a';
