import type { Evidence } from '@/utils/detection/evidence';

/** Fewer words than this around a quote are an attribution, not an answer. */
const MIN_OWN_CHARS = 60;
const QUOTED = /^[ \t]*>/;

/**
 * Lines quoted with ">" below an answer of one's own: part of a conversation.
 * Marks on every line, as scammers put them, are no answer.
 */
export function quotedEvidence(text: string): Evidence[] {
  const at: number[] = [];
  let own = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    if (QUOTED.test(line)) at.push(start, start);
    else own += line.trim().length;
    start = end + 1;
  }
  if (at.length === 0 || own < MIN_OWN_CHARS) return [];
  return [
    { family: 'benign', signal: 'conversation', weight: 5, phrase: '', source: 'indicator.quoted', at },
  ];
}
