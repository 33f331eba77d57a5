import type { HookDoes, PeerId, TelegramClient } from '@/utils/schema/telegram';
import { tapChannels } from '@/utils/telegram/channels';
import { createFacts } from '@/utils/telegram/facts';
import { createFront } from '@/utils/telegram/front';
import { createGate } from '@/utils/telegram/gate';
import { createLearner } from '@/utils/telegram/learn';
import { openLine } from '@/utils/telegram/line';
import { startsWith } from '@/utils/telegram/natives';
import { createOwners } from '@/utils/telegram/owners';
import { guardSources } from '@/utils/telegram/sources';
import { createTraffic } from '@/utils/telegram/traffic';

/**
 * The part of the protection in Telegram Web that lives in the page's own world. Starts at document_start, before
 * any script of the page, puts the parts together and lets nothing of them be seen from outside.
 */
export function startHook(win: Window & typeof globalThis): void {
  const { location } = win;
  const later = win.setTimeout.bind(win);
  const forget = win.clearTimeout.bind(win);
  const client: TelegramClient = isK(location) ? 'k' : 'a';

  const facts = createFacts(client);
  const owners = createOwners();
  const readFront = createFront(win, client, facts);
  let front: PeerId | null = null;

  const line = openLine(win, (does) => hear(does));
  const say = line.say;
  const gate = createGate({ say, later, forget, front: () => front, facts, owners });
  const learner = createLearner(facts, owners, gate.learned, later);

  const look = (): void => {
    const now = readFront();
    if (now === front) return;
    front = now;
    say({ say: 'open', peer: now });
    gate.moved(now);
  };
  const traffic = createTraffic(
    {
      gate,
      learner,
      look,
      learned: () => gate.settle(front),
      seen: () => undefined,
      saves: () => undefined,
      bypassed: () => say({ say: 'trouble', what: 'hook-replaced' }),
    },
    (port) => attend(port),
  );
  const attend = tapChannels(win, {
    outgoing: (message, port, send, toTabs) =>
      line.open ? traffic.outgoing(message, port, send, toTabs) : message,
    incoming(data, fromTabs) {
      if (line.open) traffic.incoming(data, fromTabs);
    },
    bypassed: traffic.bypassed,
  });

  guardSources(win, (wanted, send) => {
    if (!line.open) return true;
    learner.finish();
    look();
    return gate.admits(wanted, false, send);
  });

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
    }
  };
  say({ say: 'ready', client });
  win.setInterval(look, LOOK_MS);
}

/** Every request looks too; this is for the chat that asks for nothing. */
const LOOK_MS = 400;

const isK = ({ hostname, pathname }: Location): boolean =>
  hostname === 'webk.telegram.org' || startsWith(pathname, '/k');
