import '@/assets/theme/page.css';
import { browser } from 'wxt/browser';
import { Options, type OptionsProps } from '@/components/Options';
import { enabledOrigins } from '@/utils/reader/enabled-sites';
import { openPage } from '@/utils/reader/page';
import { guessReader } from '@/utils/reader/words';
import { saveFile } from '@/utils/report/save-file';
import { call } from '@/utils/rpc/client';

const LOOK_AGAIN_MS = 500;

/** Null where the browser has no such permission: Firefox for Android. */
async function seesDownloads(): Promise<boolean | null> {
  const { os } = await browser.runtime.getPlatformInfo();
  return os === 'android' ? null : browser.permissions.contains({ permissions: ['downloads'] });
}

async function show(): Promise<void> {
  const { words, draw } = await openPage();
  const auto = await guessReader();
  let settings = await call({ call: 'settings' });
  let journal: OptionsProps['journal'] = null;
  let list: OptionsProps['list'] = null;
  let enabled = await enabledOrigins();
  let downloads = await seesDownloads();

  const redraw = () =>
    draw(
      <Options
        words={words}
        settings={settings}
        auto={auto}
        list={list}
        journal={journal}
        downloads={downloads}
        onDownloads={() => {
          // Asked within the press itself: after any wait the browser would refuse.
          void browser.permissions.request({ permissions: ['downloads'] }).then((given) => {
            downloads = given;
            redraw();
          });
        }}
        enabled={enabled}
        onDisable={(origin) => {
          void browser.permissions.remove({ origins: [origin] }).then(async () => {
            enabled = await enabledOrigins();
            redraw();
          });
        }}
        onSettings={(wanted) => {
          const spoken = settings.language;
          void call({ call: 'set-settings', settings: wanted }).then((kept) => {
            settings = kept;
            // Another language: the page itself speaks it from now on.
            if (kept.language !== spoken) return show();
            redraw();
          });
        }}
        onCheckLists={() => {
          void call({ call: 'check-lists' }).then(followCheck);
        }}
        onSaveList={() => {
          void call({ call: 'list-text' }).then(({ revision, text }) =>
            saveFile(new Blob([text], { type: 'application/json' }), `unbluff-list-${revision}.json`),
          );
        }}
        onErase={() => {
          void call({ call: 'erase' }).then(async () => {
            journal = await call({ call: 'journal' });
            redraw();
          });
        }}
      />,
    );
  /** Until the check has ended: it may take a while, and nobody tells. */
  const followCheck = async () => {
    do {
      list = await call({ call: 'list' });
      redraw();
      if (list.isChecking) await new Promise((later) => setTimeout(later, LOOK_AGAIN_MS));
    } while (list.isChecking);
  };
  redraw();
  journal = await call({ call: 'journal' }).catch(() => null);
  await followCheck().catch(() => {});
}

void show();
