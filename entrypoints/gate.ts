import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { onAddressChange } from '@/utils/adapters/address';
import { isQuietAddress } from '@/utils/adapters/quiet-address';
import { bringWhenDue } from '@/utils/rpc/bring-reader';

/**
 * What runs first in every page of a webmail with an address of its own. Where
 * the address can show mail it has the script that reads brought in; elsewhere
 * it waits for another address and does nothing else. A browser compiles all of
 * a content script in every page anew: a calendar does not pay for the reader.
 */
export default defineUnlistedScript({
  main() {
    // None of these webmails has mails in frames of its own.
    if (window !== window.top) return;
    bringWhenDue(
      'mail',
      () => !isQuietAddress(location),
      (look, signal) => onAddressChange(window, () => location, look, signal),
    );
  },
});
