/** Chromium without calls home, first-run pages and the GPU. */
export function chromiumFlags(): string[] {
  const flags = [
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
  ];
  // Chromium refuses its sandbox to root, and containers seldom allow it.
  if (process.geteuid?.() === 0 || process.env.CI) flags.push('--no-sandbox', '--disable-dev-shm-usage');
  return flags;
}
