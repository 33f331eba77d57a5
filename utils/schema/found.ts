import * as z from 'zod/mini';

/** What an adapter recognised of a page that it knows: the app, its list, an open mail, that mail's body and sender. */
export const Found = z.object({
  page: z.boolean(),
  list: z.boolean(),
  mail: z.boolean(),
  body: z.boolean(),
  sender: z.boolean(),
});
export type Found = z.infer<typeof Found>;

/** In the order in which a page is recognised. */
export const FOUND_PARTS = ['page', 'list', 'mail', 'body', 'sender'] as const satisfies (keyof Found)[];
