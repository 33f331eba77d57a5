import { type AnchorFix, AnchorName, type SiteFixes } from '@/utils/schema/fix';
import type { SiteId } from '@/utils/schema/site';

/**
 * Selectors that a list may bring. A background has no document to try them in,
 * so what could make a page hang is refused by its form: `:has` and every other
 * pseudo-class with a search of its own, `~` (each of ten thousand siblings looks
 * at all before it), lists, and chains longer than any anchor of ours. The
 * script in the page drops what is no selector at all.
 */
const STRINGS = /"[^"\\]*"|'[^'\\]*'/g;
const ATTRIBUTES = /\[[^[\]]*\]/g;
const PSEUDO = /:+[\w-]*\(?/g;
const PLAIN_PSEUDO = new Set([':not(', ':is(', ':first-child', ':last-child', ':only-child', ':empty']);
const PARTS = /[\s>+]+/;
const MAX_PARTS = 8;
const FORM = /^[\w\s\-#.*:()>+@]+$/u;

export function isPlainSelector(selector: string): boolean {
  const bare = selector.replace(STRINGS, 'x').replace(ATTRIBUTES, '@').trim();
  if (!FORM.test(bare) || bare.split(PARTS).length > MAX_PARTS) return false;
  return (bare.match(PSEUDO) ?? []).every((each) => PLAIN_PSEUDO.has(each));
}

/** What a list fixes of one site. A fix that cannot be used costs itself. */
export function fixesFor(fixes: readonly AnchorFix[] | undefined, site: SiteId): SiteFixes {
  const found: SiteFixes = {};
  for (const { site: of, anchor, selectors } of fixes ?? []) {
    const { data: name } = AnchorName.safeParse(anchor);
    if (of !== site || name === undefined) continue;
    const plain = selectors.filter(isPlainSelector);
    if (plain.length > 0) found[name] = [...(found[name] ?? []), ...plain];
  }
  return found;
}
