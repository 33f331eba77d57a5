import type { Adapter } from '@/utils/adapters/adapter';
import { fastmail } from '@/utils/adapters/fastmail';
import { gmail } from '@/utils/adapters/gmail';
import { outlook } from '@/utils/adapters/outlook';
import { proton } from '@/utils/adapters/proton';
import { tuta } from '@/utils/adapters/tuta';
import { yahoo } from '@/utils/adapters/yahoo';
import { zoho } from '@/utils/adapters/zoho';

/**
 * Webmails with addresses of their own, for the script that runs there: a page
 * loads only the adapters that it can need (together with those of the software
 * on any host they were 20.4 kB, gzipped).
 */
export const hostBound: readonly Adapter[] = [gmail, outlook, yahoo, proton, tuta, fastmail, zoho];
