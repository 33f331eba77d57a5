import * as z from 'zod/mini';
import { readPatternFiles, readSource } from '@/scripts/lists/read-patterns';
import { AnchorFix } from '@/utils/schema/fix';
import { FamilyRule, Lexicon, ListedChannels, PatternList } from '@/utils/schema/list';
import { Topic } from '@/utils/schema/topic';
import { Wording } from '@/utils/schema/wording';

const Revision = z.strictObject({
  revision: z.int().check(z.minimum(1)),
  made: z.iso.date(),
});

/**
 * The pattern list that ships inside the build, from its sources under
 * `root/assets`. Examples stay behind: they are for authors and tests. The same
 * sources give the same list, byte for byte. @throws SourceError that names the
 * file and the pattern.
 */
export function buildSeed(root: string): PatternList {
  const groups = readPatternFiles(root).map(({ file: { family, language, patterns } }) => ({
    family,
    language,
    patterns: patterns.map(({ id, signal, weight, phrases }) => ({ id, signal, weight, phrases })),
  }));
  return PatternList.parse({
    format: 1,
    ...readSource(root, 'assets/revision.json', Revision),
    groups,
    rules: readSource(root, 'assets/rules.json', z.array(FamilyRule)),
    lexicon: readSource(root, 'assets/lexicon.json', Lexicon),
    topics: readSource(root, 'assets/topics.json', z.array(Topic)),
    wordings: readSource(root, 'assets/wordings.json', z.array(Wording)),
    fixes: readSource(root, 'assets/fixes.json', z.array(AnchorFix)),
    channels: readSource(root, 'assets/channels.json', ListedChannels),
  });
}
