import type { CompiledList } from '@/utils/detection/compile';
import type { Evidence } from '@/utils/detection/evidence';
import { clip } from '@/utils/detection/match';
import { namesAuthority } from '@/utils/detection/sender';
import type { Message } from '@/utils/schema/message';
import { findIbans } from '@/utils/text/indicators/iban';
import { piecesOf } from '@/utils/text/indicators/pieces';
import { findWallets } from '@/utils/text/indicators/wallets';

/** Evidence in how the mail is built: hard facts in it, and covers without a letter. */

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
