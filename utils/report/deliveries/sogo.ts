import { type SogoMail, sogoMailAt } from '@/utils/adapters/sogo-page';
import { type Delivery, mailto, type Reported } from '@/utils/report/delivery';

const TOKEN = /(?:^|;\s*)XSRF-TOKEN=([^;]{1,200})/;
const USER_PATH = /^(.*\/so\/[^/]{1,200}\/Mail\/)/;

/** SOGo's name of a folder in its own requests: `INBOX/Work` is `folderINBOX/folderWork`. */
function folderPath({ account, folder, uid }: SogoMail): string {
  const levels = folder.split('/').map((level) => `folder${encodeURIComponent(level)}`);
  return [account, ...levels, uid].join('/');
}

function mailPath({ url }: Reported): string | null {
  return USER_PATH.exec(url.pathname)?.[1] ?? null;
}

/**
 * SOGo gives the original to whoever names the token that it keeps in a readable
 * cookie for its own scripts. Its compose window opens by a `mailto:` behind the
 * question mark of the hash; the whole of it is encoded, because Angular would
 * take it apart at `=` and `&`.
 */
export const sogoDelivery: Delivery = {
  site: 'sogo',
  plan(mail, { desk, to, subject, text }) {
    const path = mailPath(mail);
    if (path === null) return null;
    const written = encodeURIComponent(mailto(to, { subject, body: text }));
    const compose = `${mail.url.origin}${path}UIxMailPopupView#!/Mail/0/new?${written}`;
    return { desk, to, rank: '2b', compose };
  },
  original(mail) {
    const path = mailPath(mail);
    const at = sogoMailAt(mail.url);
    return path !== null && at ? new URL(`${mail.url.origin}${path}${folderPath(at)}/export`) : null;
  },
  originalHeaders({ page }): Record<string, string> {
    const token = TOKEN.exec(page.cookie)?.[1];
    return token === undefined ? {} : { 'X-XSRF-TOKEN': token };
  },
};
