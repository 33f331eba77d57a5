/**
 * Addresses of hosts that serve lists, as a build or an administrator names them:
 * `https:`, or `http:` on this computer; no user, query or fragment. What is none
 * costs itself.
 */
const MAX_ADDRESSES = 8;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

export function hostAddresses(named: readonly unknown[]): string[] {
  const addresses = named.flatMap((each) => {
    if (typeof each !== 'string' || !URL.canParse(each)) return [];
    const url = new URL(each);
    const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
    const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    return isSafe && isPlain ? [url.href.replace(/\/*$/, '/')] : [];
  });
  return [...new Set(addresses)].slice(0, MAX_ADDRESSES);
}

/** The build's setting, with spaces or commas between. @throws Error on an address that is none */
export function settingAddresses(setting = ''): string[] {
  const named = setting.split(/[\s,]+/).filter((each) => each !== '');
  const addresses = hostAddresses(named);
  if (addresses.length !== new Set(named).size)
    throw new Error('UNBLUFF_FEED: every address is https:// without query, or http:// on loopback');
  return addresses;
}

/**
 * What Firefox must be allowed for these hosts. Without it, it sends the address of
 * the extension along (`Origin`), and that is another in every install: an
 * identifier. Chromium's is the same for all.
 */
export function feedMatches(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => new URL(address)).map(matchOf))];
}

/** Match patterns know no ports. */
const matchOf = ({ protocol, hostname }: URL) => `${protocol}//${hostname}/*`;

/** In random order: no host is everybody's first. */
export function shuffled<T>(all: readonly T[], chance: () => number): T[] {
  const left = [...all];
  const order: T[] = [];
  while (left.length > 0) order.push(...left.splice(Math.floor(chance() * left.length), 1));
  return order;
}
