import { browser } from 'wxt/browser';

/**
 * Sites that the reader enabled, beyond those of the manifest, as match patterns.
 * The browser's own permission is the list, so that revoking it there is all
 * that is needed.
 */
export async function enabledOrigins(): Promise<string[]> {
  const manifest = browser.runtime.getManifest();
  const known = new Set([
    ...(manifest.host_permissions ?? []).map(withoutPath),
    ...(manifest.content_scripts?.flatMap((s) => (s.matches ?? []).map(withoutPath)) ?? []),
  ]);
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((origin) => !known.has(withoutPath(origin)) && origin !== '<all_urls>');
}

/** Of a match pattern. Chromium lists `https://host/*` beside the `https://host/mail/*` of the manifest. */
export function withoutPath(pattern: string): string {
  return pattern.split('/').slice(0, 3).join('/');
}
