import { expect, test } from '@playwright/test';
import { launchFirefox } from '@/tests/support/browsers/firefox';
import { startWeb } from '@/tests/support/servers/web';

test('a request that the extension would make to anybody is noted', async () => {
  test.setTimeout(120_000);
  const web = await startWeb();
  const firefox = await launchFirefox({ web });
  try {
    const own = await firefox.newTab();
    await own.goto(firefox.page('options.html'));
    for (const url of ['https://from-page.test/', 'http://plain.test/'])
      await own.run('(url) => fetch(url, { mode: "no-cors" }).then(() => 1, () => 0)', url);
    const noted = firefox.note().foreign.join('\n');
    for (const host of ['from-page.test', 'plain.test']) expect(noted).toContain(host);
  } finally {
    await firefox.close();
    await web.stop();
  }
});
