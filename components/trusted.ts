/**
 * Lets only the reader press. A page can send events into our tree by script
 * and so dismiss a warning or start a report; such events are not `isTrusted`.
 */
export function trusted(act: () => void): (event: Event) => void {
  return (event) => {
    if (event.isTrusted) act();
  };
}
