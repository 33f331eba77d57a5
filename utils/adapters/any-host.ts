import type { Adapter } from '@/utils/adapters/adapter';
import { horde } from '@/utils/adapters/horde';
import { openXchange } from '@/utils/adapters/open-xchange';
import { roundcube } from '@/utils/adapters/roundcube';
import { snappymail } from '@/utils/adapters/snappymail';
import { sogo } from '@/utils/adapters/sogo';
import { zimbra } from '@/utils/adapters/zimbra';

/**
 * Software that runs on any host, for the script that runs where the reader
 * enabled it and on a few known addresses. Roundcube comes first: its server
 * puts mails into its pages, and what a mail holds must not decide what the
 * page is.
 */
export const anyHost: readonly Adapter[] = [roundcube, sogo, horde, snappymail, zimbra, openXchange];
