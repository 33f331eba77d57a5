import { describe, expect, it } from 'vitest';
import { lexicon, rules, seed } from '@/tests/unit/detection/list';
import type { Evidence } from '@/utils/detection/evidence';
import { weigh } from '@/utils/detection/weigh';
import type { PatternFamily } from '@/utils/schema/pattern';
import { Signal } from '@/utils/schema/signal';

let count = 0;
const made = (signal: Signal, weight = 3, family: Evidence['family'] = 'bluff'): Evidence => ({
  family,
  signal,
  weight,
  phrase: `${signal} ${count++}`,
  source: `${family}.en.${signal}`,
});
const whole = [made('recording'), made('threat-to-spread'), made('demand'), made('payment-means')];
const level = (evidence: Evidence[]) => weigh(evidence, rules).level;

describe('weighing', () => {
  it('never warns of one phrase, whatever its signal, family and weight', () => {
    const families: PatternFamily[] = ['bluff', 'summons', 'real-images', 'threat', 'benign'];
    for (const signal of Signal.options) {
      for (const family of families) {
        expect(level([made(signal, 5, family)]), `${family} ${signal}`).not.toBe('warning');
      }
    }
  });

  it('never warns of one signal, however often it is repeated', () => {
    for (const signal of Signal.options) {
      const many = ['bluff', 'summons', 'real-images', 'threat'].flatMap((family) =>
        Array.from({ length: 30 }, () => made(signal, 5, family as PatternFamily)),
      );
      expect(level(many), signal).not.toBe('warning');
    }
  });

  it('warns of a whole case', () => {
    expect(weigh(whole, rules)).toMatchObject({ family: 'bluff', level: 'warning' });
  });

  it('does not warn when a need is missing, however heavy the rest', () => {
    const rest = [
      made('access', 5),
      made('recording', 5),
      made('threat-to-spread', 5),
      made('shaming', 5),
      made('deadline', 5),
    ];
    expect(level(rest)).not.toBe('warning');
  });

  it('takes at most the cap of each signal', () => {
    const many = [...whole, ...Array.from({ length: 20 }, () => made('deadline', 5))];
    const one = [...whole, made('deadline', 5)];
    expect(weigh(many, rules).points).toBe(weigh(one, rules).points);
  });

  it('is pulled down by what speaks against', () => {
    const before = weigh(whole, rules);
    const after = weigh([...whole, made('talks-about', 5, 'benign')], rules);
    expect(after.points).toBeLessThan(before.points);
    expect(level([...whole, ...Array.from({ length: 4 }, () => made('talks-about', 5, 'benign'))])).toBe(
      'none',
    );
  });

  it('keeps a strong whole case at a notice, whatever stands around it', () => {
    const strong = [
      'access',
      'recording',
      'threat-to-spread',
      'demand',
      'payment-means',
      'deadline',
    ] as const;
    const evidence = strong.flatMap((signal) => [made(signal, 5), made(signal, 5)]);
    const against = (['talks-about', 'conversation', 'transaction', 'trusted-sender'] as const).flatMap(
      (signal) => Array.from({ length: 10 }, () => made(signal, 5, 'benign')),
    );
    expect(level([...evidence, ...against])).not.toBe('none');
  });

  it('does not warn where the scam is talked about at length, however whole the case', () => {
    const strong = (['access', 'recording', 'threat-to-spread', 'demand', 'payment-means'] as const).map(
      (signal) => made(signal, 5),
    );
    const talk = ['one', 'two', 'three'].map((): Evidence => made('talks-about', 3, 'benign'));
    expect(level(strong)).toBe('warning');
    expect(level([...strong, ...talk])).not.toBe('warning');
    expect(level([...strong, made('trusted-sender', 5, 'benign'), made('conversation', 5, 'benign')])).toBe(
      'warning',
    );
  });

  it('does not depend on the order of the evidence', () => {
    const evidence = [...whole, made('talks-about', 2, 'benign'), made('authority', 3, 'summons')];
    expect(weigh([...evidence].reverse(), rules)).toMatchObject({
      level: weigh(evidence, rules).level,
      points: weigh(evidence, rules).points,
    });
  });

  it('names the evidence for the family alone, strongest first, and nothing that speaks against', () => {
    const { evidence } = weigh(
      [made('deadline', 1), ...whole, made('talks-about', 1, 'benign'), made('authority', 3, 'summons')],
      rules,
    );
    expect(evidence.map(({ signal }) => signal)).not.toContain('talks-about');
    expect(evidence.map(({ signal }) => signal)).not.toContain('authority');
    expect(evidence.at(-1)?.signal).toBe('deadline');
  });

  it('says nothing without evidence', () => {
    expect(weigh([], rules)).toEqual({
      family: null,
      level: 'none',
      evidence: [],
      points: 0,
      heldBack: null,
    });
  });
});

describe('the rules that ship', () => {
  it.each(rules)('$family: a notice asks less than a warning, and a stubborn case more', (rule) => {
    expect(rule.notice).toBeLessThanOrEqual(rule.warning);
    expect(rule.stubborn).toBeGreaterThan(rule.warning);
    expect(rule.needs.length).toBeGreaterThanOrEqual(2);
  });

  it('name no domain both official and free, and none twice', () => {
    const free = new Set(lexicon.freeMailDomains);
    expect(lexicon.officialDomains.filter((domain) => free.has(domain))).toEqual([]);
    for (const names of [lexicon.freeMailDomains, lexicon.officialDomains, lexicon.authorities]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('belong to families that have patterns', () => {
    const families = new Set(seed().groups.map(({ family }) => family));
    for (const { feeds } of rules) for (const { family } of feeds) expect(families).toContain(family);
  });
});
