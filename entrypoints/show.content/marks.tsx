import { render } from 'preact';
import markCss from '@/assets/theme/mark.css?inline';
import { Mark } from '@/components/Mark';
import type { ListRow } from '@/utils/adapters/adapter';
import { call } from '@/utils/rpc/client';
import type { Words } from '@/utils/rpc/protocol';
import type { Family } from '@/utils/schema/family';
import type { SiteId } from '@/utils/schema/site';
import { type Mount, mount } from '@/utils/shield/mount';

/** The protocol's cap on one question. */
const MAX_KEYS = 500;

/** Marks in the list of mails. Webmails draw their rows anew at will, so marks follow the rows, not the other way round. */
export interface Marks {
  /** Rows as they stand now. Asks only for keys that were not asked for yet. */
  update(rows: readonly ListRow[]): Promise<void>;
  /** Verdicts may have changed: ask for all of them again. */
  refresh(): Promise<void>;
  clear(): void;
}

export function createMarks(site: SiteId, page: Document, words: Words, signal: AbortSignal): Marks {
  let rows: readonly ListRow[] = [];
  const known = new Map<string, { family: Family; level: 'notice' | 'warning' } | null>();
  const shown = new Map<Element, { key: string; mount: Mount }>();

  const ask = async (keys: readonly string[]) => {
    const some = keys.slice(0, MAX_KEYS);
    if (some.length === 0) return;
    const marks = await call({ call: 'marks', site, keys: some });
    for (const key of some) {
      const mark = marks[key];
      known.set(key, mark && mark.level !== 'none' ? { family: mark.family, level: mark.level } : null);
    }
  };

  const draw = () => {
    const marked = rows.filter(({ key }) => known.get(key));
    const anchors = new Set(marked.map(({ anchor }) => anchor));
    for (const [anchor, one] of shown) {
      if (!anchors.has(anchor) || !anchor.isConnected) erase(anchor, one.mount);
    }
    if (marked.length === 0) return;
    for (const { key, anchor } of marked) {
      const mark = known.get(key);
      const before = shown.get(anchor);
      if (before && before.key !== key) erase(anchor, before.mount);
      if (!mark || shown.has(anchor) || signal.aborted || !anchor.isConnected) continue;
      const place = (host: HTMLElement) => {
        anchor.append(host);
        return anchor.isConnected;
      };
      const mounted = mount(page, { name: 'unbluff-mark', css: markCss, place, inline: true, signal });
      if (!mounted) continue;
      shown.set(anchor, { key, mount: mounted });
      render(<Mark words={words} family={mark.family} level={mark.level} />, mounted.container);
    }
  };

  const erase = (anchor: Element, mounted: Mount) => {
    shown.delete(anchor);
    render(null, mounted.container);
    mounted.remove();
  };

  return {
    async update(now) {
      rows = now;
      await ask(rows.map(({ key }) => key).filter((key) => !known.has(key)));
      draw();
    },
    async refresh() {
      known.clear();
      await this.update(rows);
    },
    clear() {
      rows = [];
      for (const [anchor, one] of shown) erase(anchor, one.mount);
    },
  };
}
