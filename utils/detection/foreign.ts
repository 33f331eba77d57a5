import type { Evidence } from '@/utils/detection/evidence';
import type { Part } from '@/utils/detection/match';
import type { Message } from '@/utils/schema/message';
import { UNKNOWN } from '@/utils/text/vocabulary';

/**
 * A demand in a language that no pattern speaks. Some facts need no words: a
 * wallet, a sum, a number of hours as blackmailers give them, and a sender that
 * is the reader, answers that go elsewhere, or letters in disguise. Together
 * they are worth a notice, and never more.
 */

/** In the languages of the patterns more than six in ten words are known; in others about a third. */
const MAX_KNOWN = 0.5;
const MIN_WORDS = 30;
const HOURS = /(?<![\p{L}\p{N}.,:/-])(?:24|36|48|50|60|72|96)(?![\p{N}.,:/-])/u;
const SUM =
  /[$€£₿]\s?\d|\d\s?[$€£₿]|\b\d[\d.,]*\s?(?:usd|eur|euro|czk|kč|huf|ft|ron|lei|sek|nok|dkk|kr|bgn|лв|руб|грн|uah|rub|try|tl|btc|usdt|eth|ltc)(?!\p{L})/iu;

export function foreignEvidence(message: Message, { tokens }: Part, found: readonly Evidence[]): Evidence[] {
  const wallet = found.find(({ source }) => source.startsWith('indicator.wallet.'));
  const masked = found.some(({ signal }) => signal === 'sender' || signal === 'disguise');
  if (!wallet || !masked || tokens.length < MIN_WORDS) return [];
  let known = 0;
  for (let k = 0; k < tokens.length; k++) if (tokens.classes[k] !== UNKNOWN) known++;
  if (known > tokens.length * MAX_KNOWN) return [];
  const hours = HOURS.exec(message.text);
  const sum = SUM.exec(message.text);
  if (!hours || !sum) return [];
  return [
    { family: 'any', signal: 'foreign', weight: 3, phrase: wallet.phrase, source: 'indicator.foreign' },
  ];
}
