import { render } from 'preact';
import lineCss from '@/assets/theme/line.css?inline';
import { TelegramLine, type TelegramLineProps } from '@/components/TelegramLine';
import { type Mount, mount } from '@/utils/shield/mount';

/** The line at the foot of a page of Telegram: at most one. */
export interface PageLine {
  show(props: TelegramLineProps): void;
  hide(): void;
}

export function createLine(page: Document, signal: AbortSignal): PageLine {
  let life: AbortController | null = null;
  let mounted: Mount | null = null;
  return {
    show(props) {
      if (!mounted) {
        life = new AbortController();
        mounted = mount(page, {
          name: 'unbluff-line',
          css: lineCss,
          place: (host) => {
            page.documentElement.append(host);
            return true;
          },
          signal: AbortSignal.any([signal, life.signal]),
        });
      }
      if (mounted) render(<TelegramLine {...props} />, mounted.container);
    },
    hide() {
      if (mounted) render(null, mounted.container);
      life?.abort();
      mounted = null;
    },
  };
}
