import { composeQuery, type Delivery } from '@/utils/report/delivery';

const ITEM = /^[\w-]{1,60}(?::\d{1,20})?$/;

/** Zimbra takes a query apart after decoding it twice: what would end a field is encoded twice. */
function twice(text: string): string {
  return text.replace(/[%&#]/g, encodeURIComponent);
}

/** Some hosts serve the app under `/zimbra/`, most at the top. */
function appPath(pathname: string): string {
  return pathname.startsWith('/zimbra/') ? '/zimbra/' : '/';
}

/** Zimbra serves the original by the id of the mail, and opens a compose window by address. */
export const zimbraDelivery: Delivery = {
  site: 'zimbra',
  plan({ url }, { desk, to, subject, text }) {
    const query = composeQuery({ view: 'compose', to, subject: twice(subject), body: twice(text) });
    return { desk, to, rank: '2b', compose: `${url.origin}${appPath(url.pathname)}?${query}` };
  },
  original({ key, url }) {
    const item = key.split('#').at(-1) ?? '';
    return ITEM.test(item)
      ? new URL(`${url.origin}/service/home/~/?${composeQuery({ auth: 'co', id: item })}`)
      : null;
  },
};
