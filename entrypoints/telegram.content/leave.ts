/** Both clients follow the address within a second; one that does not is loaded anew. */
const PATIENCE_MS = 1_500;

/** Goes to the list of chats: the address without a chat, and where the app does not follow, a new start there. */
export function leaveChat(page: Document, isStillOpen: () => boolean): void {
  const view = page.defaultView;
  if (!view) return;
  view.location.hash = '';
  setTimeout(() => {
    if (!isStillOpen()) return;
    view.history.replaceState(null, '', `${view.location.pathname}${view.location.search}`);
    view.location.reload();
  }, PATIENCE_MS);
}
