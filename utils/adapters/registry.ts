import type { Adapter } from '@/utils/adapters/adapter';
import { anyHost } from '@/utils/adapters/any-host';
import { framed } from '@/utils/adapters/framed';
import { hostBound } from '@/utils/adapters/host-bound';

/** Every adapter. */
export const adapters: readonly Adapter[] = [...hostBound, ...framed, ...anyHost];

/** Whether a match pattern of the form `https://host/path*` covers an address. */
function covers(pattern: string, url: URL): boolean {
  const path = pattern.slice(`https://${url.hostname}`.length, -1);
  return (
    pattern.startsWith(`https://${url.hostname}/`) &&
    url.protocol === 'https:' &&
    url.pathname.startsWith(path)
  );
}

/** Whether a site that we know runs at this address, before anything of the page is seen. */
export function isKnownHost(url: URL): boolean {
  return adapters.some((adapter) => adapter.hosts.some((pattern) => covers(pattern, url)));
}
