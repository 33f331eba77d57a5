import '@/assets/theme/page.css';
import { browser } from 'wxt/browser';
import { Welcome } from '@/components/Welcome';
import { adapters } from '@/utils/adapters/registry';
import { openPage } from '@/utils/reader/page';

const HOSTS = adapters.flatMap(({ hosts }) => [...hosts]);

async function show(): Promise<void> {
  const { words, draw } = await openPage();
  const redraw = async (refused: boolean) => {
    const sites = await Promise.all(
      adapters.map(async ({ id, hosts }) => {
        const granted = await browser.permissions.contains({ origins: [...hosts] });
        // Roundcube stands mostly on addresses of its own; those are enabled in the popup, one by one.
        return { id, granted: id === 'roundcube' && granted ? ('self' as const) : granted };
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
