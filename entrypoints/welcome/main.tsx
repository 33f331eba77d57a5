import '@/assets/theme/page.css';
import { browser } from 'wxt/browser';
import { Welcome } from '@/components/Welcome';
import { anyHost } from '@/utils/adapters/any-host';
import { adapters } from '@/utils/adapters/registry';
import { openPage } from '@/utils/reader/page';

const HOSTS = adapters.flatMap(({ hosts }) => [...hosts]);

async function show(): Promise<void> {
  const { words, draw } = await openPage();
  const redraw = async (refused: boolean) => {
    const sites = await Promise.all(
      adapters.map(async (adapter) => {
        const granted = await browser.permissions.contains({ origins: [...adapter.hosts] });
        // These stand mostly on addresses of their own, which are enabled in the popup, one by one.
        return {
          id: adapter.id,
          granted: anyHost.includes(adapter) && granted ? ('self' as const) : granted,
        };
      }),
    );
    draw(
      <Welcome
        words={words}
        sites={sites}
        refused={refused}
        onGrant={() => void browser.permissions.request({ origins: HOSTS }).then((given) => redraw(!given))}
        onOptions={() => void browser.runtime.openOptionsPage()}
      />,
    );
  };
  await redraw(false);
}

void show();
