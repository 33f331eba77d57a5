import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedList } from '@/tests/unit/feed/lists';
import { createEngine } from '@/utils/detection/engine';
import { DetectionError } from '@/utils/detection/error';
import { applyDelta } from '@/utils/feed/delta';
import { fixesFor, isPlainSelector } from '@/utils/feed/fixes';
import { listText, parseList } from '@/utils/feed/list-form';
import { withoutPatterns } from '@/utils/feed/switch-off';
import { Delta } from '@/utils/schema/delta';
import { PatternList } from '@/utils/schema/list';
import type { Message } from '@/utils/schema/message';
import { Signal } from '@/utils/schema/signal';

/** List data never becomes logic: whatever passes the schema is read, compiled and weighed, and does nothing else. */

/** What people write who want more than a phrase. */
const NASTY = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '{{constructor.constructor("return 1")()}}',
  'javascript:alert(1)',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '(a+)+$',
  '^(?:.*)*$',
  '\\u0000',
  '\u202Emoc.elgoog\u202C',
  '\u2066\u2067\u2068\u2069',
  '\u200B\u200D\uFEFF',
  '\uD800',
  'a'.repeat(1_100),
  '(a|'.repeat(100),
  '<999999999>',
  '<~9> a b c d',
  '#number #amount #nothing',
  '[[[[a]]]]',
  '* ** ***',
];

const phrase = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ minLength: 2, maxLength: 60, unit: 'binary' }),
  fc.constantFrom('filmed you', 'pay (bitcoin|btc)', 'your <3> contacts'),
);
const weight = fc.oneof(
  fc.double({ min: 0, max: 5, noNaN: true }),
  fc.constantFrom(0, -0, 5, Number.MIN_VALUE),
);
const figure = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -1, 1e308, -1e308, Number.MAX_SAFE_INTEGER, 2 ** 53),
);
const pattern = fc.record({
  id: fc
    .constantFrom('constructor', 'proto', 'to-string', 'x1', 'value-of')
    .map((name) => `bluff.en.${name}`),
  signal: fc.constantFrom(...Signal.options),
  weight,
  phrases: fc.array(phrase, { minLength: 1, maxLength: 6 }),
});
const [rule] = seedList().rules;
const list = fc
  .record({
    revision: figure,
    made: fc.constantFrom('2026-11-25', '', '<b>now</b>', '__proto__'),
    patterns: fc.array(pattern, { maxLength: 8 }),
    warning: figure,
    notice: figure,
    share: figure,
    words: fc.array(
      fc.oneof(
        fc.constantFrom(...NASTY.filter((text) => text.length <= 120)),
        fc.string({ minLength: 1, maxLength: 20 }),
      ),
      { maxLength: 6 },
    ),
    selectors: fc.array(
      fc.oneof(
        fc.constantFrom(
          ':has(:has(*))',
          '* * * * * * * * *',
          'a ~ b',
          'a{color:red}',
          '[x="</style>"]',
          '*',
          ':nth-child(2n of *)',
        ),
        fc.string({ minLength: 1, maxLength: 100 }),
      ),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ revision, made, patterns, warning, notice, share, words, selectors }): unknown => ({
    ...seedList(),
    revision,
    made,
    groups: [{ family: 'bluff', language: 'en', patterns }],
    rules: [{ ...rule, warning, notice, feeds: [{ family: 'bluff', share }], needs: [['recording']] }],
    lexicon: { ...seedList().lexicon, authorities: words, officialDomains: words, harmless: words },
    fixes: [
      { site: '__proto__', anchor: 'constructor', selectors },
      { site: 'gmail', anchor: 'body', selectors },
    ],
  }));

const mail = (text: string): Message => ({
  channel: 'mail',
  subject: text.slice(0, 100),
  text,
  truncated: false,
  to: [],
  attachments: [],
  links: [],
  images: 0,
  hidden: { characters: 0, ways: [] },
});

/** Keys that objects had before anything of a list was looked at. */
const keysOf = () =>
  [Object.prototype, Array.prototype, Function.prototype].map((proto) => Reflect.ownKeys(proto).length);

const TEXT = `I filmed you. Pay bitcoin. ${NASTY.join(' ')}`;

describe('any list that passes the schema', () => {
  it('compiles or is refused by its code, judges without harm, and leaves no trace on objects', () => {
    const keys = keysOf();
    fc.assert(
      fc.property(list, fc.string({ maxLength: 300, unit: 'binary' }), (raw, text) => {
        const read = PatternList.safeParse(JSON.parse(JSON.stringify(raw)));
        if (!read.success) return;
        const written = parseList(listText(read.data));
        try {
          const engine = createEngine(withoutPatterns(written, ['bluff.en.proto', '__proto__']));
          engine.compileAll();
          for (const each of [TEXT, text]) {
            const verdict = engine.inspect(mail(each));
            expect(['none', 'notice', 'warning']).toContain(verdict.level);
            for (const { phrase: quoted } of verdict.findings) expect(typeof quoted).toBe('string');
          }
        } catch (error) {
          expect(error).toBeInstanceOf(DetectionError);
        }
        for (const selectors of Object.values(fixesFor(written.fixes, 'gmail')))
          for (const selector of selectors ?? []) expect(isPlainSelector(selector)).toBe(true);
        expect(keysOf()).toEqual(keys);
        expect(({} as Record<string, unknown>).version).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('lets no selector through that searches, lists or is long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (selector) => {
        if (!isPlainSelector(selector)) return;
        const bare = selector.replace(/"[^"\\]*"|'[^'\\]*'/g, '').replace(/\[[^[\]]*\]/g, '');
        expect(bare).not.toMatch(/:has|:nth|[~,{};]/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('any delta that passes the schema', () => {
  it('makes a list, or throws; it reaches nothing else', () => {
    const keys = keysOf();
    const base = seedList();
    const [first] = base.groups[0]?.patterns ?? [];
    const splice = fc.tuple(fc.nat(), fc.nat(), phrase).map((each) => [...each]);
    const delta = fc.record({
      format: fc.constant(1),
      from: fc.constant(1),
      to: fc.integer({ min: 1 }),
      made: fc.constant('2026-11-25'),
      put: fc.array(pattern, { maxLength: 3 }),
      edit: fc.array(
        fc.record({
          id: fc.constantFrom('__proto__', 'constructor', first?.id ?? ''),
          phrases: fc.array(splice, { maxLength: 3 }),
        }),
        { maxLength: 3 },
      ),
      drop: fc.array(fc.constantFrom('__proto__', 'toString', first?.id ?? ''), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(delta, (raw) => {
        const read = Delta.safeParse(JSON.parse(JSON.stringify(raw)));
        if (!read.success) return;
        const made = applyDelta(base, read.data);
        expect(made.revision).toBe(read.data.to);
        expect(made.rules).toEqual(base.rules);
        expect(keysOf()).toEqual(keys);
      }),
      { numRuns: 50 },
    );
  });
});
