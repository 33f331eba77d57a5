import { expect, it } from 'vitest';
import fixes from '@/assets/fixes.json';
import { buildSeed } from '@/scripts/lists/build-seed';
import { adapters } from '@/utils/adapters/registry';
import { fixesFor } from '@/utils/feed/fixes';
import { AnchorFix, AnchorName } from '@/utils/schema/fix';
import { SiteId } from '@/utils/schema/site';

it('ships only fixes that can be used, for sites that take them', () => {
  const parsed = fixes.map((fix) => AnchorFix.parse(fix));
  for (const { site, anchor, selectors } of parsed) {
    expect(adapters.find(({ id }) => id === site)?.withFixes, site).toBeDefined();
    expect(fixesFor(parsed, SiteId.parse(site))[AnchorName.parse(anchor)]).toEqual(
      expect.arrayContaining(selectors),
    );
  }
});

it('has the fixes in the list', () => {
  expect(buildSeed(process.cwd()).fixes).toEqual(fixes);
});
