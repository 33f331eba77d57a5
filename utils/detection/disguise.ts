import type { Evidence } from '@/utils/detection/evidence';
import { clip, type Part } from '@/utils/detection/match';
import type { Message } from '@/utils/schema/message';
import { AGAINST, type Signal } from '@/utils/schema/signal';

/**
 * Signs that a text was written to be misread by a program: findings of their
 * own, and the reason to read it a second time, slowly. Thresholds lie beyond
 * what 2,800 ordinary mails of the corpus show, 99 in 100 where only time is lost.
 */

/** A reader does not see this much by accident; a newsletter's preview text is shorter than its words. */
const HIDDEN_CHARS = 400;
/** Letters in disguise: a few may be a name or a brand. */
const MIN_DISGUISED = 4;
/** Honest text in any of our languages has fewer accents than this share of letters. */
const MAX_ACCENTED = 0.25;
/** Codes that a careless program may leave behind. */
const MIN_CODED = 6;
/** Phrases that only the second reading found; fewer may be chance. */
const MIN_APART = 6;
/** Points of evidence for a scam from which a text is worth a second look without any other sign. */
const SUSPECT_POINTS = 6;
const SUSPECT_SIGNALS = 3;
/** Characters to a letter in prose. */
const USUAL_STRETCH = 1.35;
const LEAST_STRETCH = 1.3;
const FEW_LETTERS = 100;
/** Words of a text too short for shares to mean something. */
const FEW_WORDS = 20;

export function disguises(message: Message, { folded, tokens, coded }: Part): Evidence[] {
  const { letters, accented, styled, lookalike, invisible, reversed, first } = folded.disguises;
  const evidence: Evidence[] = [];
  const note = (kind: string, at: number) => {
    evidence.push({
      family: 'any',
      signal: 'disguise',
      weight: 2,
      phrase: wordAt(folded.source, at),
      source: `indicator.disguise.${kind}`,
    });
  };
  if (lookalike >= MIN_DISGUISED) note('lookalike', first.lookalike);
  if (styled >= MIN_DISGUISED * 2) note('styled', first.styled);
  if (invisible >= MIN_DISGUISED) note('invisible', first.invisible);
  if (reversed >= MIN_DISGUISED) note('reversed', first.reversed);
  if (letters > 200 && accented > letters * MAX_ACCENTED) note('accents', -1);
  if (coded.count >= MIN_CODED) note('coded', coded.first);
  if (tokens.joined > 1) note('spaced', folded.map[tokens.firstJoined] ?? -1);
  if (tokens.leet > 1) note('leet', folded.map[tokens.firstLeet] ?? -1);
  if (tokens.padding > 3) note('padding', -1);
  if (message.hidden.ways.includes('order')) note('order', -1);
  if (message.hidden.characters >= HIDDEN_CHARS && message.hidden.characters * 4 > message.text.length)
    note('hidden', -1);
  return evidence;
}

/**
 * The evidence with its places as they would be without what was put between the
 * letters: five blanks, marks or codes for each must not take a case apart.
 */
export function tightened(evidence: Evidence[], stretch: number): Evidence[] {
  if (stretch === 1) return evidence;
  return evidence.map((one) =>
    one.at ? { ...one, at: one.at.map((place) => Math.round(place / stretch)) } : one,
  );
}

/** How much longer the text is than prose with as many letters; 1 where nothing was put between them. */
export function stretchOf({ folded: { source, disguises } }: Part): number {
  const { letters } = disguises;
  const stretch = source.length / (letters * USUAL_STRETCH + 1);
  return stretch < LEAST_STRETCH || letters < FEW_LETTERS ? 1 : stretch;
}

/** A finding when much of the case was read only the second time: the words were taken apart. */
export function apart(fresh: readonly Evidence[]): Evidence[] {
  const [first] = fresh;
  if (!first || fresh.length < MIN_APART) return [];
  const { phrase } = first;
  return [{ family: 'any', signal: 'disguise', weight: 2, phrase, source: 'indicator.disguise.apart' }];
}

/** Whether a second reading may find what the first could not: cheap to ask, and seldom true of ordinary mail. */
export function isTampered(part: Part, found: readonly Evidence[]): boolean {
  const { folded, tokens, coded } = part;
  const { lookalike, styled } = folded.disguises;
  if (tokens.joined > 0 || tokens.leet > 1 || tokens.padding * 25 > tokens.length + 75) return true;
  if (coded.count + lookalike + styled >= MIN_DISGUISED) return true;
  return isSuspect(found) || isMadeUp(part);
}

/** Half a case: something of it may have escaped the first reading. */
function isSuspect(found: readonly Evidence[]): boolean {
  const cases = new Map<string, { points: number; signals: Set<Signal> }>();
  for (const { family, signal, weight } of found) {
    if (AGAINST.has(signal)) continue;
    const one = cases.get(family) ?? { points: 0, signals: new Set() };
    one.points += weight;
    one.signals.add(signal);
    cases.set(family, one);
  }
  return [...cases.values()].some(
    ({ points, signals }) => points >= SUSPECT_POINTS && signals.size >= SUSPECT_SIGNALS,
  );
}

/** Words much too short, too long, cut, mixed with digits, or full of doubled letters. */
function isMadeUp({ folded: { units, length }, tokens }: Part): boolean {
  let words = 0;
  let chars = 0;
  let short = 0;
  let cut = 0;
  let mixed = 0;
  for (let k = 0; k < tokens.length; k++) {
    const start = tokens.starts[k] ?? 0;
    const end = tokens.ends[k] ?? 0;
    if (!isLetter(units[start] ?? 0)) continue;
    words++;
    chars += end - start;
    if (end - start <= 2) short++;
    if (k > 0 && start - (tokens.ends[k - 1] ?? 0) === 1 && !isBlank(units[start - 1] ?? 0)) cut++;
    if (isDigit(units[end - 1] ?? 0) || isDigit(units[start + 1] ?? 0)) mixed++;
  }
  const average = chars / Math.max(1, words);
  if (average > 13 && chars > FEW_LETTERS) return true;
  if (words < FEW_WORDS) return false;
  if ((average < 3.7 && short > words * 0.24) || (average < 4 && short > words * 0.3)) return true;
  return (
    short > words * 0.42 ||
    cut > words * (average < 4.3 ? 0.2 : 0.33) ||
    mixed > words * 0.15 ||
    isDoubled(units, length)
  );
}

function isDoubled(units: Uint16Array, length: number): boolean {
  let letters = 0;
  let doubled = 0;
  for (let i = 1; i < length; i++) {
    const code = units[i] ?? 0;
    if (!isLetter(code)) continue;
    letters++;
    if (code === units[i - 1]) doubled++;
  }
  return doubled > letters * 0.09;
}

const isLetter = (code: number) => code >= 0x61 && code <= 0x7a;
const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isBlank = (code: number) => code === 0x20 || code === 0x0a;

function wordAt(source: string, at: number): string {
  if (at < 0) return '';
  let start = at;
  let end = at;
  while (start > 0 && at - start < 40 && !/\s/.test(source.charAt(start - 1))) start--;
  while (end < source.length && end - at < 40 && !/\s/.test(source.charAt(end))) end++;
  return clip(source.slice(start, end));
}
