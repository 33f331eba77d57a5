import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { onAddressChange } from '@/utils/adapters/address';
import { isQuietAddress } from '@/utils/adapters/quiet-address';
import { bringReader } from '@/utils/rpc/bring-reader';

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
    const url = () => new URL(document.URL);
    const ended = new AbortController();
    const look = () => {
      if (ended.signal.aborted || isQuietAddress(url())) return;
      ended.abort();
      bringReader();
    };
    look();
    if (!ended.signal.aborted) onAddressChange(window, url, look, ended.signal);
  },
});
