import type { Page } from '@playwright/test';
import { BLUFF, SUMMONS } from '@/tests/sites/pages/mails';
import { expect, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { freshBluff, serveReplica } from '@/tests/support/browsers/replica-site';
import type { Web } from '@/tests/support/servers/web';

/** What a reader does with the page of a mail goes on as if no shield stood there. */

async function openBluff(page: Page, web: Web): Promise<void> {
  await page.goto(serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] }));
  await seeShields(page);
}

test('what is printed has neither shield nor mark', async ({ page, web }) => {
  const mails = [freshBluff(), { ...SUMMONS, id: 4_001 }];
  await page.goto(serveReplica(web, 'outlook', 'pane', { mails }));
  await seeShields(page);
  await expect(page.locator('unbluff-mark')).toHaveCount(1);
  const height = await page.evaluate(() => document.body.scrollHeight);
  await page.emulateMedia({ media: 'print' });
  for (const name of ['unbluff-shield', 'unbluff-mark']) await expect(page.locator(name)).toBeHidden();
  expect(await page.evaluate(() => document.body.scrollHeight)).toBeLessThan(height);
  await page.emulateMedia({ media: null });
  await expect(shields(page)).toBeVisible();
});

test('text is selected and copied from above the shield to below it, and the shield is not in it', async ({
  page,
  web,
}) => {
  await openBluff(page, web);
  const [from, to] = await page.evaluate(() => {
    const at = (css: string) => {
      const box = document.querySelector(css)?.getBoundingClientRect();
      return {
        x: (box?.left ?? 0) + 2,
        y: (box?.top ?? 0) + 4,
        right: box?.right ?? 0,
        bottom: box?.bottom ?? 0,
      };
    };
    return [at('h2.hP'), at('.a3s')] as const;
  });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.right - 5, to.bottom - 4, { steps: 8 });
  await page.mouse.up();
  const selected = await page.evaluate(() => String(getSelection()));
  expect(selected).toContain(BLUFF.subject);
  expect(selected).toContain('I have a recording of you');
  expect(selected).not.toMatch(/Unbluff|Safeonweb/);
  await page.keyboard.press('ControlOrMeta+a');
  expect(await page.evaluate(() => String(getSelection()))).not.toMatch(/Unbluff|Safeonweb/);
});

test('what is dragged over the shield and past it is dropped where the page wants it', async ({
  page,
  web,
}) => {
  await openBluff(page, web);
  await page.evaluate(() => {
    const file = document.createElement('div');
    file.id = 'file';
    file.draggable = true;
    file.textContent = 'file';
    document.body.prepend(file);
    const target = document.createElement('div');
    target.id = 'target';
    target.textContent = 'drop here';
    document.body.append(target);
    file.addEventListener('dragstart', ({ dataTransfer }) => dataTransfer?.setData('text/plain', 'the file'));
    target.addEventListener('dragover', (event) => event.preventDefault());
    target.addEventListener('drop', (event) => {
      event.preventDefault();
      target.dataset.got = event.dataTransfer?.getData('text/plain') ?? '';
    });
  });
  await page.locator('#file').hover();
  await page.mouse.down();
  await shields(page).hover();
  await page.locator('#target').hover();
  await page.locator('#target').hover();
  await page.mouse.up();
  await expect(page.locator('#target')).toHaveAttribute('data-got', 'the file');
});

test('the page’s shortcuts work beside the shield, and rest while its buttons have the focus', async ({
  page,
  web,
}) => {
  await openBluff(page, web);
  await page.evaluate(() => {
    document.addEventListener('keydown', ({ key, defaultPrevented }) => {
      document.documentElement.dataset.keys = `${document.documentElement.dataset.keys ?? ''}${key}${defaultPrevented ? '!' : ''}`;
    });
  });
  await page.locator('.a3s').click();
  for (const key of ['j', 'k', 'r', '#', 'Escape']) await page.keyboard.press(key);
  await expect(page.locator('html')).toHaveAttribute('data-keys', 'jkr#Escape');
  await shields(page).locator('[data-action="dismiss"]').focus();
  await page.keyboard.press('j');
  await expect(page.locator('html')).toHaveAttribute('data-keys', 'jkr#Escape');
  await page.locator('.a3s').click();
  await page.keyboard.press('k');
  await expect(page.locator('html')).toHaveAttribute('data-keys', 'jkr#Escapek');
});

test('an answer that is being written keeps its caret, its text and its spell checking', async ({
  page,
  web,
}) => {
  const mail = freshBluff();
  await page.goto(
    serveReplica(web, 'gmail', 'single', { mails: [mail] }, (html) =>
      html.replace(
        '<div role="list">',
        '<div role="list"><div id="answer" role="textbox" contenteditable="true" spellcheck="true" lang="nl">Beste,</div>',
      ),
    ),
  );
  const answer = page.locator('#answer');
  const before = await answer.evaluate((element) => (element.cloneNode(false) as Element).outerHTML);
  await answer.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' dit is nep');
  await seeShields(page);
  await page.keyboard.type(' en ik meld het.');
  await expect(answer).toHaveText('Beste, dit is nep en ik meld het.');
  await expect(answer).toBeFocused();
  expect(await answer.evaluate((element) => (element.cloneNode(false) as Element).outerHTML)).toBe(before);
  expect(await answer.evaluate((element: HTMLElement) => element.spellcheck)).toBe(true);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(answer).not.toHaveText('Beste, dit is nep en ik meld het.');
});
