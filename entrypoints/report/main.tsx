import '@/assets/theme/page.css';
import { Consent, type ConsentProps } from '@/components/Consent';
import { askConsent } from '@/utils/reader/consent';
import { openPage } from '@/utils/reader/page';
import { call } from '@/utils/rpc/client';

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
          void askConsent().then((given) => {
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
