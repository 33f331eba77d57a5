import type { CompiledList } from '@/utils/detection/compile';
import type { Evidence } from '@/utils/detection/evidence';
import { clip, type Part } from '@/utils/detection/match';
import { namesAuthority } from '@/utils/detection/sender';
import type { Message } from '@/utils/schema/message';
import { findIbans } from '@/utils/text/indicators/iban';
import { piecesOf } from '@/utils/text/indicators/pieces';
import { findWallets } from '@/utils/text/indicators/wallets';

/** Evidence in how the mail is built: what was hidden or dressed up, hard facts in it, and covers without a letter. */

/** A reader does not see this much by accident; a newsletter's preview text is shorter than its words. */
const HIDDEN_CHARS = 400;
/** Letters in disguise: a few may be a name or a brand. */
const MIN_DISGUISED = 4;
/** Honest text in any of our languages has fewer accents than this share of letters. */
const MAX_ACCENTED = 0.25;
/** Bodies of real covers have 17 to 237 characters. */
const COVER_CHARS = 320;
const LETTER = /\.(?:pdf|jpe?g|png|gif|webp|docx?|heic|tiff?)$/i;
const MAX_NAME = 120;

export function hardFacts(source: string): Evidence[] {
  const evidence: Evidence[] = [];
  const pieces = piecesOf(source);
  for (const { currency, start, end, disguised } of findWallets(pieces)) {
    const phrase = clip(source.slice(start, end));
    evidence.push({
      family: 'any',
      signal: 'payment-means',
      weight: 3,
      phrase,
      at: [start, end],
      source: `indicator.wallet.${currency}`,
    });
    if (disguised) {
      evidence.push({
        family: 'any',
        signal: 'disguise',
        weight: 2,
        phrase,
        source: 'indicator.wallet.disguised',
      });
    }
  }
  for (const { start, end } of findIbans(pieces)) {
    const phrase = clip(source.slice(start, end));
    evidence.push({
      family: 'any',
      signal: 'payment-means',
      weight: 1,
      phrase,
      source: 'indicator.iban',
      at: [start, end],
    });
  }
  return evidence;
}

export function disguises(message: Message, { folded, tokens }: Part): Evidence[] {
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
  if (tokens.joined > 1) note('spaced', folded.map[tokens.firstJoined] ?? -1);
  if (tokens.leet > 1) note('leet', folded.map[tokens.firstLeet] ?? -1);
  if (tokens.padding > 3) note('padding', -1);
  if (message.hidden.characters >= HIDDEN_CHARS && message.hidden.characters * 4 > message.text.length)
    note('hidden', -1);
  return evidence;
}

/**
 * A fake summons whose letter is a picture or a document: the body says next to
 * nothing. Sender, subject and names of files are the evidence then.
 */
export function coverEvidence(message: Message, found: readonly Evidence[], list: CompiledList): Evidence[] {
  if (message.text.trim().length > COVER_CHARS) return [];
  const letter = message.attachments.find(({ name }) => LETTER.test(name));
  if (!letter && message.images === 0) return [];
  const names = message.attachments
    .map(({ name }) => spaced(name))
    .join(' / ')
    .slice(0, 1_000);
  const summons = found.filter(({ family, signal }) => family === 'summons' && signal !== 'sender');
  const named = namesAuthority(`${message.subject} / ${names}`, list);
  if (summons.length === 0 && !named) return [];
  const phrase = clip((letter?.name ?? message.subject).slice(0, MAX_NAME));
  const evidence: Evidence[] = [
    { family: 'summons', signal: 'cover', weight: 3, phrase, source: 'indicator.cover' },
  ];
  if (named) {
    evidence.push({
      family: 'summons',
      signal: 'authority',
      weight: 2,
      phrase: clip(message.subject),
      source: 'indicator.cover.authority',
    });
  }
  return evidence;
}

/** `Convocation_police (1).pdf` as words; the digits of `EUROPOL1.jpg` apart. */
export function spaced(name: string): string {
  return name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_\-.+()[\]]+/g, ' ')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
}

function wordAt(source: string, at: number): string {
  if (at < 0) return '';
  let start = at;
  let end = at;
  while (start > 0 && at - start < 40 && !/\s/.test(source.charAt(start - 1))) start--;
  while (end < source.length && end - at < 40 && !/\s/.test(source.charAt(end))) end++;
  return clip(source.slice(start, end));
}
