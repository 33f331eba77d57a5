import { expect, test } from '@playwright/test';
import { launchChromium } from '@/tests/support/browsers/chromium';
import { watchContext } from '@/tests/support/browsers/recorder';
import { startWeb } from '@/tests/support/servers/web';

/** A count of nought is worth something only if the counter counts. */
test('a request that the extension would make to anybody is noted, whoever in it makes it', async () => {
  const web = await startWeb();
  const chromium = await launchChromium({ web });
  try {
    const watch = watchContext(chromium.context, web);
    const ask = (url: string) => fetch(url, { mode: 'no-cors' }).catch(() => undefined);
    const own = await chromium.context.newPage();
    await own.goto(chromium.page('options.html'));
    await own.evaluate(ask, 'https://from-page.test/');
    await chromium.context.serviceWorkers()[0]?.evaluate(ask, 'https://from-worker.test/');
    await own.evaluate(ask, 'http://plain.test/');
    await expect.poll(() => watch.note().foreign.join('\n')).toMatch(/from-page\.test[\s\S]*/);
    const noted = watch.note().foreign.join('\n');
    for (const host of ['from-page.test', 'from-worker.test', 'plain.test']) expect(noted).toContain(host);
  } finally {
    await chromium.close();
    await web.stop();
  }
});
