import '@/assets/theme/page.css';
import { Options, type OptionsProps } from '@/components/Options';
import { openPage } from '@/utils/reader/page';
import { guessReader } from '@/utils/reader/words';
import { call } from '@/utils/rpc/client';

async function show(): Promise<void> {
  const { words, draw } = await openPage();
  const auto = await guessReader();
  let settings = await call({ call: 'settings' });
  let journal: OptionsProps['journal'] = null;
  let list: OptionsProps['list'] = null;

  const redraw = () =>
    draw(
      <Options
        words={words}
        settings={settings}
        auto={auto}
        list={list}
        journal={journal}
        onSettings={(wanted) => {
          const spoken = settings.language;
          void call({ call: 'set-settings', settings: wanted }).then((kept) => {
            settings = kept;
            // Another language: the page itself speaks it from now on.
            if (kept.language !== spoken) return show();
            redraw();
          });
        }}
        onErase={() => {
          void call({ call: 'erase' }).then(async () => {
            journal = await call({ call: 'journal' });
            redraw();
          });
        }}
      />,
    );
  redraw();
  journal = await call({ call: 'journal' }).catch(() => null);
  list = await call({ call: 'list' }).catch(() => null);
  redraw();
}

void show();
