import type { Evidence } from '@/utils/detection/evidence';
import { clip } from '@/utils/detection/match';
import { findIbans } from '@/utils/text/indicators/iban';
import { piecesOf } from '@/utils/text/indicators/pieces';
import { findWallets } from '@/utils/text/indicators/wallets';

/** Hard facts in a text: wallets and bank accounts. */
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
