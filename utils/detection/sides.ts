import { MAIL_FAMILIES } from '@/utils/schema/limits';
import type { PatternList } from '@/utils/schema/list';
import type { PatternFamily } from '@/utils/schema/pattern';

export type Side = 'mail' | 'telegram';

const MAIL: ReadonlySet<PatternFamily> = new Set<PatternFamily>([...MAIL_FAMILIES, 'benign']);

/**
 * The half of a list that judges mail (and private chats), or the half that
 * judges public channels and groups. They are compiled apart, so that mail never
 * pays for the other half, nor is judged by it.
 */
export function sideOf(list: PatternList, side: Side): PatternList {
  const isOn = ({ family }: { family: PatternFamily }) => MAIL.has(family) === (side === 'mail');
  return { ...list, groups: list.groups.filter(isOn), rules: list.rules.filter(isOn) };
}
