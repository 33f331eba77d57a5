import '@/assets/theme/page.css';
import { type Browser, browser } from 'wxt/browser';
import { Popup, type PopupProps } from '@/components/Popup';
import { isKnownHost } from '@/utils/adapters/registry';
import { isTelegram } from '@/utils/adapters/telegram-hosts';
import { openPage } from '@/utils/reader/page';
import { call } from '@/utils/rpc/client';
import type { ListState, TabState, Tell, Trouble } from '@/utils/rpc/protocol';

const DAY_MS = 86_400_000;

interface State {
  tab: TabState | null;
  trouble: Trouble | null;
  listDays: number | null;
  list: ListState | null;
  canEnable: boolean;
}

/** The tab that the popup stands over; `?tab=` where it is opened as a page of its own. */
async function lookedAt(): Promise<Browser.tabs.Tab | undefined> {
  const asked = Number(new URLSearchParams(location.search).get('tab'));
  if (asked) return browser.tabs.get(asked);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab;
}

/** A site as the browser's permissions name it: any port. */
const pattern = (url: URL) => `${url.protocol}//${url.hostname}/*`;

async function readState(tab: Browser.tabs.Tab | undefined): Promise<State> {
  const state: State = { tab: null, trouble: null, listDays: null, list: null, canEnable: false };
  if (tab?.id === undefined) return state;
  const url = tab.url && URL.canParse(tab.url) ? new URL(tab.url) : null;
  try {
    state.tab = await call({ call: 'tab', tab: tab.id });
    if (url) state.tab = { ...state.tab, origin: state.tab.origin || url.origin };
  } catch {
    state.trouble = 'background-broken';
    return state;
  }
  try {
    state.list = await call({ call: 'list' });
    state.listDays = Math.floor((Date.now() - Date.parse(state.list.made)) / DAY_MS);
  } catch {
    state.trouble = 'list-unreadable';
  }
  if (state.tab.telegram === null && state.tab.page === 'foreign' && url?.protocol === 'https:') {
    const allowed = await browser.permissions.contains({ origins: [pattern(url)] });
    state.canEnable = !allowed;
    if (!allowed && (isKnownHost(url) || isTelegram(url))) state.trouble = 'no-permission';
  }
  return state;
}

async function show(): Promise<void> {
  const { words, draw } = await openPage();
  const tab = await lookedAt();
  let turning: PopupProps['turning'] = null;
  const refresh = async () => drawState(await readState(tab));
  const drawState = (state: State) => {
    draw(
      <Popup
        {...state}
        words={words}
        onReport={(key) => {
          const tell: Tell = { tell: 'report', key };
          if (tab?.id !== undefined) void browser.tabs.sendMessage(tab.id, tell).then(() => window.close());
        }}
        onPause={(on) => {
          const origin = state.tab?.origin;
          if (origin) void call({ call: 'pause', origin, on }).then(refresh);
        }}
        onEnable={() => {
          // Asked within the press itself: after any wait the browser would refuse.
          if (tab?.url)
            void browser.permissions.request({ origins: [pattern(new URL(tab.url))] }).then(refresh);
        }}
        onCheck={() => {
          if (tab?.id !== undefined) void call({ call: 'check', tab: tab.id }).then(() => window.close());
        }}
        onOptions={() => void browser.runtime.openOptionsPage().then(() => window.close())}
        turning={turning}
        onTurnOff={() => {
          const tell: Tell = { tell: 'auto-download-off' };
          if (tab?.id === undefined) return;
          turning = 'working';
          drawState(state);
          const done = browser.tabs.sendMessage<Tell, boolean>(tab.id, tell).catch(() => false);
          void done.then((isOff) => {
            turning = isOff ? null : 'failed';
            return refresh();
          });
        }}
      />,
    );
  };
  draw(
    <Popup
      words={words}
      tab={null}
      trouble={null}
      listDays={null}
      list={null}
      canEnable={false}
      onReport={null}
      onPause={() => {}}
      onEnable={() => {}}
      onCheck={() => {}}
      onOptions={() => void browser.runtime.openOptionsPage()}
      turning={null}
      onTurnOff={() => {}}
    />,
  );
  await refresh();
}

void show();
