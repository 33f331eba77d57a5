import type { Evidence } from '@/utils/detection/evidence';

/**
 * What a post shows without words: signs that stand for goods, a ladder of
 * weights and prices, addresses of hidden services.
 *
 * Signs are codes in some channels and decoration everywhere else: two different
 * ones are a point, which no rule takes for a case unless the post sells as well.
 */
const SIGNS: readonly (readonly [family: Evidence['family'], signs: string])[] = [
  ['drugs', '❄🍁🍄💊🌿🥦🐴🐎🔌💉🍬🌨🧊🍀🌲🍫'],
  ['weapons', '🔫💣🧨🗡🔪'],
  ['minors', '🍕🧀🍭👧👦'],
];
const MIN_SIGNS = 2;
/** Rungs of a ladder: "5g 40 / 10g 75 / 25g 170". Greengrocers have them too. */
const RUNG =
  /\b\d{1,4}(?:[.,]\d{1,2})?[ \t]?(?:g|gr|gram|grams|gramm|grammes|oz|kg|pcs|stuks|pills?|pillen)\b[^\p{L}\p{N}\n]{0,8}\d/giu;
const MIN_RUNGS = 3;
const ONION = /\b(?:[a-z2-7]{56}|[a-z2-7]{16})\.onion\b/gi;

export function postFacts(text: string): Evidence[] {
  const evidence: Evidence[] = [];
  const note = (
    family: Evidence['family'],
    signal: Evidence['signal'],
    weight: number,
    phrase: string,
    kind: string,
  ) => evidence.push({ family, signal, weight, phrase, source: `indicator.${kind}` });
  for (const [family, signs] of SIGNS) {
    const seen = [...new Set(signs)].filter((sign) => text.includes(sign));
    if (seen.length >= MIN_SIGNS) note(family, 'goods', 1, seen.slice(0, 4).join(' '), 'signs');
  }
  const rungs = text.match(RUNG) ?? [];
  if (rungs.length >= MIN_RUNGS) note('selling', 'trade', 3, rungs[0] ?? '', 'price-ladder');
  const onions = new Set(text.match(ONION)?.map((address) => address.toLowerCase()));
  for (const address of onions) {
    note('darkweb', 'goods', onions.size > 1 ? 3 : 2, address, 'onion');
    break;
  }
  return evidence;
}
