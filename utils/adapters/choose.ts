import type { Adapter } from '@/utils/adapters/adapter';

/**
 * The adapter that claims this document, or null where none does. By build, not by
 * host: self-hosted webmail has any address, and a known host serves other pages too.
 */
export function chooseAdapter(adapters: readonly Adapter[], page: Document, url: URL): Adapter | null {
  return adapters.find((adapter) => claims(adapter, page, url)) ?? null;
}

function claims(adapter: Adapter, page: Document, url: URL): boolean {
  try {
    return adapter.read(page, url).state !== 'foreign';
  } catch {
    // An adapter that trips over a page costs itself, not the others.
    return false;
  }
}
