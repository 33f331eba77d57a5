export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Names for classes that the sites hash anew with each release: the same seed gives the same names. */
export function hashedClasses(seed: number): (name: string) => string {
  return (name) => {
    let hash = 2166136261 ^ seed;
    for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
    return `x${(hash >>> 0).toString(36).slice(0, 5)}`;
  };
}

/**
 * The part of an app that switches views in one document. Views lie ready in
 * `<template>`; a click on `[data-open]` shows one. `data-address` on the root
 * says where the app thinks it is, for pages that run without an address of
 * their own (srcdoc).
 */
export const SWITCHER = `
(() => {
  const root = document.documentElement;
  const go = (address) => {
    root.dataset.address = address;
    try { history.pushState(null, '', address); } catch { if (address.includes('#')) location.hash = address.split('#')[1]; }
  };
  const show = (name) => {
    for (const view of document.querySelectorAll('template[data-view="' + name + '"]')) {
      const slot = document.getElementById(view.dataset.slot);
      slot.replaceChildren(view.content.cloneNode(true));
      // A tree that is declared inside a view is not always one: apps attach theirs by script.
      for (const tree of slot.querySelectorAll('template[shadowrootmode]')) {
        tree.parentElement.attachShadow({ mode: 'open' }).append(tree.content);
        tree.remove();
      }
      if (view.dataset.address) go(view.dataset.address);
    }
  };
  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-open]');
    if (!opener) return;
    event.preventDefault();
    for (const each of document.querySelectorAll('[aria-selected]')) each.setAttribute('aria-selected', String(each === opener));
    show(opener.dataset.open);
  });
})();`;

export function view(name: string, slot: string, address: string, content: string): string {
  return `<template data-view="${escapeHtml(name)}" data-slot="${slot}" data-address="${escapeHtml(address)}">${content}</template>`;
}
