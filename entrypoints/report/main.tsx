import '@/assets/theme/page.css';
import { type Browser, browser } from 'wxt/browser';
import { Consent, type ConsentProps } from '@/components/Consent';
import { openPage } from '@/utils/reader/page';
import { call } from '@/utils/rpc/client';

/** Firefox: consent to data that leaves by an extension's doing. The type definitions do not know this field yet. */
const CONSENT = { data_collection: ['personalCommunications'] } as Browser.permissions.Permissions;

async function show(): Promise<void> {
  const { words, draw } = await openPage();
  const report = await call({ call: 'waiting' });
  const desk = words.desks.find(({ id }) => id === report?.plan.desk);
  const target = { name: desk?.name ?? '', address: report?.plan.to ?? '' };
  const redraw = (status: ConsentProps['status']) =>
    draw(
      <Consent
        words={words}
        target={target}
        status={status}
        onAllow={() => {
          // Asked within the press itself: after any wait the browser would refuse.
          void browser.permissions.request(CONSENT).then((given) => {
            redraw(given ? 'allowed' : 'refused');
            return given ? call({ call: 'consented' }) : null;
          });
        }}
        onLater={() => redraw('refused')}
      />,
    );
  redraw(report ? 'asking' : 'refused');
}

void show();
