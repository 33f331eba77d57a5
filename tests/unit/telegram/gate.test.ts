import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HookSays } from '@/utils/schema/telegram';
import { createFacts, type Facts } from '@/utils/telegram/facts';
import { createGate, type Gate, MAX_KEPT } from '@/utils/telegram/gate';
import { createOwners, type Owners, poster } from '@/utils/telegram/owners';

let facts: Facts;
let owners: Owners;
let gate: Gate;
let front: string | null;
let said: HookSays[];
let sent: string[];
let answers: boolean[];
let timers: Map<number, () => void>;

const BAD = '-1987654321';
const ODD = '-1777777777';
const GOOD = '-1900000002';

beforeEach(() => {
  facts = createFacts('a');
  owners = createOwners();
  front = null;
  said = [];
  sent = [];
  answers = [];
  timers = new Map();
  let last = 0;
  gate = createGate({
    say: (says) => void said.push(says),
    answers: (does) => void answers.push(does),
    later(act) {
      last += 1;
      timers.set(last, act);
      return last;
    },
    forget: (timer) => void timers.delete(timer),
    front: () => front,
    facts,
    owners,
  });
});

const turnOf = (peer: string) =>
  said.flatMap((each) => (each.say === 'chat' && each.chat.peer === peer ? [each.turn] : [])).at(-1) ?? 0;
const judge = (peer: string, hold: boolean) => gate.verdict(peer, hold, turnOf(peer));
/** As if somebody had asked for it before. */
function known(peer: string, hold: boolean): void {
  gate.moved(peer);
  judge(peer, hold);
  gate.moved(front);
}
const open = (peer: string | null) => {
  front = peer;
  gate.moved(peer);
};
const ask = (id: string, foreign = false) => want({ id }, foreign);
const picture = (peer: string) => want({ peer }, false);
function want(
  { id = null, peer = null }: { id?: string | null; peer?: string | null },
  foreign: boolean,
): boolean {
  const name = id ?? `@${peer}`;
  const passed = gate.admits(
    { id, peer, task: name, file: name, saves: '' },
    foreign,
    () => void sent.push(name),
  );
  if (passed) sent.push(name);
  return passed;
}

describe('whose a file is', () => {
  beforeEach(() => {
    known(BAD, true);
    known(GOOD, false);
    for (const [id, ...peers] of [
      ['bad', BAD],
      ['good', GOOD],
      ['both', BAD, GOOD],
    ] as const)
      for (const peer of peers) owners.add(id, peer);
    said.length = 0;
  });

  it.each([
    [null, { bad: false, good: true, both: false, new: true }],
    [BAD, { bad: false, good: true, both: false, new: false }],
    [GOOD, { bad: false, good: true, both: true, new: true }],
  ])('with %s in front', (chat, expected) => {
    open(chat);
    for (const [id, passes] of Object.entries(expected)) expect(ask(id), id).toBe(passes);
  });

  it('goes on when the innocent chat comes to the front, as it was asked for before', () => {
    open(BAD);
    ask('both');
    open(GOOD);
    expect(sent).toEqual(['both']);
    open(BAD);
    ask('both');
    expect(sent).toEqual(['both']);
  });

  it('stays with the chat in which it was asked for when nobody knows, until somebody does', () => {
    open(BAD);
    ask('new');
    open(GOOD);
    open(null);
    expect(sent).toEqual([]);
    owners.add('new', GOOD);
    gate.learned('new');
    gate.settle(null);
    expect(sent).toEqual(['new']);
  });
});

describe('pictures of peers', () => {
  beforeEach(() => {
    known(BAD, true);
    known(GOOD, false);
    owners.add(poster('777'), BAD);
  });

  it('of a flagged chat wait, of others do not', () => {
    expect(picture(BAD)).toBe(false);
    expect(picture(GOOD)).toBe(true);
    expect(picture('555'), 'a person of whom nothing is known').toBe(true);
  });

  it('of who writes in a flagged chat wait with it, also elsewhere', () => {
    open(BAD);
    expect(picture('777')).toBe(false);
    open(GOOD);
    expect(sent).toEqual([]);
    owners.add(poster('777'), GOOD);
    expect(picture('777'), 'who writes in the chat in front too').toBe(true);
  });

  it('of whom the reader has a chat with go on, but for the moment in the flagged chat', () => {
    facts.post('777', { id: '1', text: 'hello' });
    expect(picture('777')).toBe(true);
    open(BAD);
    expect(picture('777')).toBe(false);
    open(null);
    expect(sent).toEqual(['@777', '@777']);
  });
});

describe('verdicts', () => {
  it('count for what had been told: what came since is judged before anything goes', () => {
    open(ODD);
    judge(ODD, false);
    facts.post(ODD, { id: '1', text: 'new' });
    expect(ask('x')).toBe(false);
    gate.verdict(ODD, false, turnOf(ODD) - 1);
    expect(sent).toEqual([]);
    judge(ODD, false);
    expect(sent).toEqual(['x']);
  });

  it('that know less than was told may flag, and never free', () => {
    open(ODD);
    facts.post(ODD, { id: '1', text: 'new' });
    ask('x');
    gate.verdict(ODD, true, 1);
    expect(gate.isShut(ODD)).toBe(true);
    gate.verdict(ODD, false, 1);
    expect(sent).toEqual([]);
    judge(ODD, false);
    expect(sent).toEqual(['x']);
  });

  it('may turn round', () => {
    open(ODD);
    judge(ODD, false);
    expect(ask('x')).toBe(true);
    judge(ODD, true);
    expect(ask('y')).toBe(false);
    judge(ODD, false);
    expect(sent).toEqual(['x', 'y']);
  });

  it('that do not come in time block nobody but the flagged', () => {
    known(BAD, true);
    owners.add('bad', BAD);
    open(ODD);
    ask('x');
    ask('bad');
    for (const [id, act] of [...timers]) {
      timers.delete(id);
      act();
    }
    expect(sent).toEqual(['x']);
    expect(answers).toContain(false);
    expect(ask('y')).toBe(true);
    judge(ODD, true);
    expect(ask('z')).toBe(false);
    expect(answers.at(-1)).toBe(true);
  });
});

describe('what the reader allows', () => {
  beforeEach(() => {
    known(BAD, true);
    owners.add('bad', BAD);
    open(BAD);
    ask('bad');
  });

  it('ends with the visit', () => {
    gate.show(BAD);
    expect(sent).toEqual(['bad']);
    expect(ask('bad')).toBe(true);
    open(null);
    open(BAD);
    expect(ask('bad')).toBe(false);
    expect(said.filter(({ say }) => say === 'lends')).toEqual([
      { say: 'lends', peer: BAD, on: true },
      { say: 'lends', peer: BAD, on: false },
    ]);
  });

  it('in another tab lets that tab’s requests go, and no others', () => {
    expect(ask('bad', true)).toBe(false);
    gate.lend(BAD, true);
    expect(sent).toEqual(['bad']);
    expect(ask('bad', true)).toBe(true);
    expect(ask('bad')).toBe(false);
    gate.lend(BAD, false);
    expect(ask('bad', true)).toBe(false);
  });
});

describe('the queue', () => {
  beforeEach(() => {
    known(BAD, true);
    open(BAD);
  });

  it('sends everything once, in its order, whatever happens in between', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('ask' as const), peer: fc.constantFrom(BAD, GOOD, ODD) }),
      fc.record({
        kind: fc.constant('judge' as const),
        peer: fc.constantFrom(BAD, GOOD, ODD),
        hold: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('show' as const), peer: fc.constantFrom(BAD, GOOD, ODD) }),
      fc.record({ kind: fc.constant('open' as const), peer: fc.constantFrom(BAD, GOOD, ODD, null) }),
      fc.record({ kind: fc.constant('post' as const), peer: fc.constantFrom(BAD, GOOD, ODD) }),
    );
    let run = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        run += 1;
        sent.length = 0;
        const asked: string[] = [];
        steps.forEach((each, index) => {
          if (each.kind === 'ask') {
            const id = `${each.peer} ${run} ${index}`;
            owners.add(id, each.peer);
            asked.push(id);
            ask(id);
          } else if (each.kind === 'judge') judge(each.peer, each.hold);
          else if (each.kind === 'show') gate.show(each.peer);
          else if (each.kind === 'open') open(each.peer);
          else facts.post(each.peer, { id: `${run} ${index}`, text: `${run} ${index}` });
        });
        // Twice: what is looked at again may have news to be judged first.
        for (const peer of [BAD, GOOD, ODD, BAD, GOOD, ODD]) judge(peer, false);
        for (const peer of [BAD, GOOD, ODD]) {
          const of = (ids: string[]) => ids.filter((id) => id.startsWith(peer));
          expect(of(sent)).toEqual(of(asked));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the newest when there are more than anybody looks at', () => {
    for (let index = 0; index < MAX_KEPT + 5; index += 1) ask(`${index}`);
    judge(BAD, false);
    expect(sent).toHaveLength(MAX_KEPT);
    expect(sent[0]).toBe('5');
  });

  it('goes on when one of it can not be sent', () => {
    gate.admits({ id: 'x', peer: null, task: 'x', file: 'x', saves: '' }, false, () => {
      throw new Error('closed');
    });
    ask('y');
    judge(BAD, false);
    expect(sent).toEqual(['y']);
  });

  it('puts a cancel behind what it cancels, and forgets what was given up', () => {
    ask('x');
    ask('y');
    expect(gate.keepsCancel('x', () => void sent.push('cancel x'))).toBe(true);
    expect(gate.keepsCancel('never asked', () => void sent.push('!'))).toBe(false);
    gate.drop('y');
    judge(BAD, false);
    expect(sent).toEqual(['x', 'cancel x']);
  });

  it('says how much it keeps, not for each but in turns', () => {
    for (let index = 0; index < 30; index += 1) ask(`${index}`);
    expect(said.filter(({ say }) => say === 'held')).toEqual([]);
    for (const [id, act] of [...timers]) {
      timers.delete(id);
      act();
    }
    expect(said.filter(({ say }) => say === 'held')).toEqual([{ say: 'held', peer: BAD, count: 30 }]);
  });
});
