/** Hosts of Outlook on the web; the app lives under `/mail/` on each. */
export const OUTLOOK_HOSTS = [
  'outlook.live.com',
  'outlook.office.com',
  'outlook.office365.com',
  'outlook.cloud.microsoft',
] as const;

export interface OutlookPlace {
  /** Everything before the folder: `/mail/` or, with an account number, `/mail/0/`. */
  readonly base: string;
  /** Folder names in the address are the same in every language: `inbox`, `sentitems`, `drafts`; empty when none is named. */
  readonly folder: string;
  /** Item or conversation id, decoded; empty when none is open by address. */
  readonly id: string;
  readonly composing: boolean;
}

/** Where an Outlook address leads, or null where it is not Outlook's mail. */
export function outlookPlace(url: URL): OutlookPlace | null {
  if (!OUTLOOK_HOSTS.some((host) => host === url.hostname)) return null;
  const parts = url.pathname.split('/').filter(Boolean);
  if (parts.shift() !== 'mail') return null;
  const account = /^\d{1,2}$/.test(parts[0] ?? '') ? parts.shift() : undefined;
  const base = account === undefined ? '/mail/' : `/mail/${account}/`;

  if (parts[0] === 'deeplink') {
    const id = parts[1] === 'compose' ? '' : decoded(parts[2] ?? url.searchParams.get('ItemID') ?? '');
    return { base, folder: '', id, composing: parts[1] === 'compose' };
  }
  if (parts[0] === 'compose') return { base, folder: '', id: '', composing: true };
  const at = parts.indexOf('id');
  return {
    base,
    folder: at === 0 ? '' : (parts[0] ?? ''),
    id: at < 0 ? '' : decoded(parts[at + 1] ?? ''),
    composing: false,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
