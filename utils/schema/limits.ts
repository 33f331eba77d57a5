/**
 * Sizes and names that both sides of a call keep to. They stand apart from the
 * schemas because the script in the page needs them and not the parser, which
 * is as large as everything else in it.
 */

/** Characters of rendered text that cross the call; the rest is cut and `truncated` says so. */
export const MAX_TEXT_CHARS = 200_000;
export const MAX_SUBJECT_CHARS = 1_000;
export const MAX_ATTACHMENTS = 50;
export const MAX_LINKS = 200;

/** Ways in which text is kept from the reader's eye; `order`: letters that stand elsewhere for the eye than in the source. */
export const HIDDEN_WAYS = [
  'display',
  'visibility',
  'opacity',
  'size',
  'colour',
  'off-screen',
  'clip',
  'order',
] as const;

/** What a mail can be. `threat` is related extortion (bomb, hitman). */
export const MAIL_FAMILIES = ['bluff', 'summons', 'real-images', 'threat'] as const;

/** What a Telegram channel or group can trade in. */
export const TELEGRAM_FAMILIES = [
  'exposure',
  'minors',
  'weapons',
  'drugs',
  'forged-papers',
  'scam-kit',
  'darkweb',
  'violence',
] as const;

/** Of a chat on Telegram: what crosses a call at once, and in all. */
export const MAX_POSTS_AT_ONCE = 50;
export const MAX_CHAT_POSTS = 400;
export const MAX_POST_CHARS = 4_000;
export const MAX_CHAT_TITLE_CHARS = 256;
export const MAX_ABOUT_CHARS = 1_000;
