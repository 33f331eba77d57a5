import { hardFacts } from '@/utils/detection/build';
import type { CompiledList } from '@/utils/detection/compile';
import type { Evidence } from '@/utils/detection/evidence';
import { matchPatterns, readPart } from '@/utils/detection/match';
import { postFacts } from '@/utils/detection/post-facts';
import type { Message } from '@/utils/schema/message';

/**
 * Evidence in one post of a public channel or group.
 *
 * The title is read with every post: "10g 80" means another thing under a title
 * that sells weed. But a title alone makes no post guilty: it counts for a
 * family only where the post's own words do.
 */
export function postEvidence(message: Message, list: CompiledList): Evidence[] {
  const own = [
    ...matchPatterns(list, [readPart(message.text, list.phrases)]),
    ...postFacts(message.text),
    ...hardFacts(message.text),
  ];
  const families = new Set(own.map(({ family }) => family));
  const known = new Set(own.map(({ source }) => source));
  // As a second part: what is found in the first has places in the text.
  const title = matchPatterns(list, [readPart('', list.phrases), readPart(message.subject, list.phrases)]);
  const counts = ({ family, source }: Evidence) =>
    !known.has(source) && (families.has(family) || family === 'selling' || family === 'benign-chat');
  return [...own, ...title.filter(counts)];
}
