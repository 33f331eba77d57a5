import { test as base } from '@/tests/support/browsers/fixtures';
import { telegramScenes } from '@/tests/support/browsers/telegram-scenes';
import { chromiumSight, type Sight } from '@/tests/support/browsers/telegram-sight';

const test = base.extend<{ newSight: () => Promise<Sight> }>({
  newSight: async ({ chromium }, use) => {
    const sights: Sight[] = [];
    await use(async () => {
      const sight = await chromiumSight(chromium.context);
      sights.push(sight);
      return sight;
    });
    for (const sight of sights) await sight.close().catch(() => undefined);
  },
});

// Each walks through many chats; a busy machine takes its time.
test.describe.configure({ timeout: 240_000 });
telegramScenes(test);
