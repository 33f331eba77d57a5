import '@/assets/theme/page.css';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import hosts from '@/assets/hosts.json';
import type { Provider } from '@/components/Providers';
import { Welcome } from '@/components/Welcome';
import { anyHost } from '@/utils/adapters/any-host';
import { adapters } from '@/utils/adapters/registry';
import { enabledOrigins } from '@/utils/reader/enabled-sites';
import { openPage } from '@/utils/reader/page';
import { KnownHosts } from '@/utils/schema/known-host';

const HOSTS = adapters.flatMap(({ hosts }) => [...hosts]);
const PROVIDERS = z.parse(KnownHosts, hosts);

const pattern = (host: string) => `https://${host}/*`;

async function readProviders(): Promise<Provider[]> {
  const enabled = await enabledOrigins();
  return Promise.all(
    PROVIDERS.map(async ({ host, country }) => ({
      host,
      country,
      enabled: enabled.includes(pattern(host))
        ? true
        : (await browser.permissions.contains({ origins: [pattern(host)] })) && ('always' as const),
    })),
  );
}

async function show(): Promise<void> {
  const { words, draw } = await openPage();
  const redraw = async (refused: boolean) => {
    const sites = await Promise.all(
      adapters.map(async (adapter) => {
        const granted = await browser.permissions.contains({ origins: [...adapter.hosts] });
        // These stand mostly on addresses of their own, which are enabled one by one.
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
        providers={await readProviders()}
        onGrant={() => void browser.permissions.request({ origins: HOSTS }).then((given) => redraw(!given))}
        onProvider={(host, on) => {
          // Asked within the press itself: after any wait the browser would refuse.
          const origins = [pattern(host)];
          const done = on
            ? browser.permissions.request({ origins })
            : browser.permissions.remove({ origins });
          void done.then(() => redraw(refused));
        }}
        onOptions={() => void browser.runtime.openOptionsPage()}
      />,
    );
  };
  await redraw(false);
}

void show();
