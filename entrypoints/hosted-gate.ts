import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { onAddressChange } from '@/utils/adapters/address';
import { mayShowMail } from '@/utils/adapters/hosted-place';
import { onUse } from '@/utils/adapters/use';
import { bringWhenDue } from '@/utils/rpc/bring-reader';

/**
 * What runs first on sites of software that anybody can host: known ones, and
 * those that the reader enabled, with all else that their host serves. It has
 * the script that reads brought in where there can be mail. Elsewhere it waits,
 * without observing the page: a login may lead on in the same document.
 */
export default defineUnlistedScript({
  main() {
    const isTop = window === window.top;
    bringWhenDue(
      'hosted',
      () => mayShowMail(document, location, isTop),
      (look, signal) => {
        // A frame shows another page by loading it.
        if (isTop) onAddressChange(window, () => location, onUse(window, look, signal), signal);
      },
    );
  },
});
