/**
 * Webmails that show bodies in frames of another origin: where the body is read,
 * and the app that it belongs to. What is remembered of a mail is kept under the
 * app's origin, and only that app may tell a body's frame the head of its mail.
 */
const APPS: Readonly<Record<string, string>> = {
  'https://gmxnet.mailbody-ui.de': 'https://webmailer.gmx.net',
  'https://www-mail.icloud-sandbox.com': 'https://www.icloud.com',
};

/** The app that a frame of bodies belongs to; null for every other origin. */
export function appOf(origin: string): string | null {
  return Object.hasOwn(APPS, origin) ? (APPS[origin] ?? null) : null;
}

/** The origin under which a mail is remembered. */
export function homeOf(origin: string): string {
  return appOf(origin) ?? origin;
}
