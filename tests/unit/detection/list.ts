import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { buildSeed } from '@/scripts/lists/build-seed';
import { messageOf } from '@/scripts/support/message';
import type { PatternList } from '@/utils/schema/list';
import { FamilyRule, Lexicon } from '@/utils/schema/list';
import type { Message } from '@/utils/schema/message';

const root = process.cwd();
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, 'assets', name), 'utf8'));

export const rules: FamilyRule[] = z.array(FamilyRule).parse(read('rules.json'));
export const lexicon: Lexicon = Lexicon.parse(read('lexicon.json'));

/** What ships. */
export const seed = (): PatternList => buildSeed(root);

/** A list of few patterns, with the rules and names that ship. */
export function smallList(groups: PatternList['groups']): PatternList {
  return { format: 1, revision: 7, made: '2026-01-01', groups, rules, lexicon, topics: [] };
}

export function mail(parts: Partial<Message> = {}): Message {
  return messageOf(parts);
}
