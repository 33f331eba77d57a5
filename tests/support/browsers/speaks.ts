import { BLUFF, SUMMONS } from '@/tests/sites/pages/mails';
import type { TestLanguage } from '@/tests/support/browsers/chromium';
import { expect, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { serveReplica } from '@/tests/support/browsers/replica-site';
import { wordsOf } from '@/tests/support/words';

/** Where Safeonweb takes reports in each language. */
const ADDRESS: Record<TestLanguage, string> = {
  nl: 'verdacht@safeonweb.be',
  fr: 'suspect@safeonweb.be',
  de: 'suspekt@safeonweb.be',
  en: 'suspicious@safeonweb.be',
};

/** A browser has one language from its start on, so each language is a file of its own. */
export function speaks(language: TestLanguage): void {
  const words = wordsOf(language);
  test.use({ language });

  for (const mail of [BLUFF, SUMMONS]) {
    const family = mail === BLUFF ? 'bluff' : 'summons';
    test(`a browser in ${language} gets the ${family} warning in ${language}`, async ({
      page,
      web,
      picture,
    }) => {
      await page.goto(serveReplica(web, 'outlook', 'pane', { mails: [mail], lang: language }));
      await seeShields(page);
      const card = shields(page);
      await expect(card).toHaveAttribute('lang', language);
      await expect(card).toHaveAttribute('data-family', family);
      const level = await card.getAttribute('data-level');
      await expect(card.getByRole('heading', { level: 2 })).toHaveText(words(`verdict.${family}.${level}`));
      await expect(card).toContainText(ADDRESS[language]);
      await picture(`shield-${family}-${language}`, card);
    });
  }

  test(`the extension's own pages speak ${language}`, async ({ page, chromium, picture }) => {
    for (const name of ['options', 'welcome', 'popup']) {
      await page.goto(chromium.page(`${name}.html`));
      await expect(page.locator('main')).toHaveAttribute('lang', language);
      await picture(`${name}-${language}`, page);
    }
  });
}
