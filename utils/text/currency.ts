/**
 * Currency words and signs, folded. A number beside one is an amount of money,
 * one token; notation and messages read them by the same table.
 */
export const CURRENCY_WORDS: ReadonlySet<string> = new Set([
  'eur', 'euro', 'euros', 'usd', 'dollar', 'dollars', 'gbp', 'pound', 'pounds', 'pond', 'ponds', 'livres',
  'pfund', 'chf', 'franken', 'francs', 'czk', 'pln', 'zl', 'zloty', 'zlotych', 'dolar', 'dolarow', 'dolares',
  'dollari', 'reais', 'cad', 'aud', 'fcfa', 'xof', 'btc', 'bitcoin', 'bitcoins', 'ltc', 'eth', 'xmr', 'usdt',
  'trx', 'doge',
]); // biome-ignore format: a table

export const MAX_CURRENCY_WORD = 8;

const SIGNS = new Set(['$', '€', '£', '¥', '₿', '₣', '₽'].map((sign) => sign.charCodeAt(0)));

export function isCurrencySign(code: number): boolean {
  return code === 0x24 || (code > 0xa0 && SIGNS.has(code));
}
