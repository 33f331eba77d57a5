import type { Reading } from '@/utils/adapters/adapter';
import { bodyOf, isShown, one, rawText } from '@/utils/adapters/safe-dom';

/**
 * A document that holds the body of one mail and nothing else, in a frame of
 * another origin than the app's. Its shield stands before `<body>`: all that is
 * inside may be the sender's.
 */
export function readBodyFrame(page: Document, key: string | null, root = '*'): Reading {
  const body = bodyOf(page);
  const content = body && one(body, root);
  if (!body || !content || !isShown(body) || one(page, '[contenteditable="true"]')) {
    return { state: 'other', mails: [], rows: [] };
  }
  const mail = {
    key: key ?? textKey(body),
    anchor: body,
    body: [body],
    subject: '',
    from: undefined,
    replyTo: undefined,
    to: [],
    attachments: [],
    headless: true,
  } as const;
  return { state: 'mail', mails: [mail], rows: [] };
}

/** Enough to tell mails apart; reading all of a long one at every look would cost. */
const KEY_CHARS = 4_000;

/**
 * Where no address names the mail, its own text does: the same on every visit,
 * and another for another mail that comes into the same frame.
 */
function textKey(body: Element): string {
  const text = rawText(body);
  let a = 0x811c9dc5;
  let b = text.length;
  for (let i = 0; i < Math.min(text.length, KEY_CHARS); i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return `text:${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
