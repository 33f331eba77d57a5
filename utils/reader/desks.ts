import * as z from 'zod/mini';
import { readOnce } from '@/utils/reader/read-once';
import { Desk } from '@/utils/schema/desk';

const read = readOnce(z.array(Desk));

/**
 * Everybody who helps or takes reports. A file of the package and not a part of
 * the code: only who asks for words or sends a report needs it.
 */
export const readDesks = (): Promise<Desk[]> => read('/desks.json');
