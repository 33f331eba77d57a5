import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { onAddressChange } from '@/utils/adapters/address';
import { mayShowMail } from '@/utils/adapters/hosted-place';
import { onUse } from '@/utils/adapters/use';
import { bringReader } from '@/utils/rpc/bring-reader';

/**
 * What runs first on sites of software that anybody can host: known ones, and
 * those that the reader enabled, with all else that their host serves. It has
 * the script that reads brought in where there can be mail. Elsewhere it waits,
 * without observing the page: a login may lead on in the same document.
 */
export default defineUnlistedScript({
  main() {
    const isTop = window === window.top;
    const isDue = () => mayShowMail(document, location, isTop);
    if (isDue()) {
      bringReader('hosted');
      return;
    }
    // A frame shows another page by loading it.
    if (!isTop) return;
    const ended = new AbortController();
    const look = () => {
      if (!isDue()) return;
      ended.abort();
      bringReader('hosted');
    };
    const used = onUse(window, look, ended.signal);
    onAddressChange(window, () => location, used, ended.signal);
  },
});
