import * as z from 'zod/mini';
import { MAIL_FAMILIES, TELEGRAM_FAMILIES } from '@/utils/schema/limits';

/** What a mail is. */
export const MailFamily = z.enum(MAIL_FAMILIES);
export type MailFamily = z.infer<typeof MailFamily>;

/** What a message is, on any channel. The second half exists on Telegram only. */
export const Family = z.enum([...MAIL_FAMILIES, ...TELEGRAM_FAMILIES]);
export type Family = z.infer<typeof Family>;
