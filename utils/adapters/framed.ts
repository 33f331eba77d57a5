import type { Adapter } from '@/utils/adapters/adapter';
import { gmx } from '@/utils/adapters/gmx';
import { icloud } from '@/utils/adapters/icloud';

/** Webmails whose app and bodies stand in frames with addresses of their own, for the script that runs in those frames alone. */
export const framed: readonly Adapter[] = [gmx, icloud];
