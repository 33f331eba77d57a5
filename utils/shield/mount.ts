import { noteHost } from '@/utils/shield/hosts';

/**
 * The place on a page where we show something: a host element with a closed
 * shadow root.
 *
 * The page is hostile. What is promised, and how:
 * - It cannot read us: the root is closed, and no event that happens inside
 *   travels out (composed events are stopped at the root; shortcuts of the
 *   webmail do not fire while somebody uses our buttons).
 * - It cannot press our buttons: an event that is not `isTrusted` is stopped
 *   before any handler inside sees it.
 * - It cannot restyle us: `:host` rules that are `!important` win over the
 *   page's, whatever it writes on the host, and attributes that it sets there
 *   (`hidden`, `inert`, `style`) are taken off again.
 * - It cannot remove us quietly: the host is put back, at most
 *   `MAX_RESTORES` times; after that we give in and say so (`onFight`), since
 *   an endless struggle would freeze the reader's page.
 * Left out on purpose: WXT's own overlay, whose life any page can end with one
 * event, and `ctx` timers, for the same reason. Not prevented: a page can cover
 * the host; `watchCover` notices that, and says so too.
 */

/** A webmail that re-renders takes a few; a page that fights us takes them all in a second. */
const MAX_RESTORES = 8;
/** Restores older than this are forgiven. */
const RESTORE_WINDOW_MS = 60_000;

const STOPPED = [
  'keydown',
  'keyup',
  'keypress',
  'input',
  'beforeinput',
  'change',
  'paste',
  'copy',
  'cut',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'focusin',
  'focusout',
] as const;

const HOST_CSS =
  ':host{all:initial!important;display:block!important;position:static!important;opacity:1!important;' +
  'visibility:visible!important;contain:content!important}';
const INLINE_HOST_CSS =
  ':host{all:initial!important;display:inline-block!important;vertical-align:middle!important}';

export interface Mount {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Render here. */
  readonly container: HTMLElement;
  /** The page drew itself anew, as webmails do: puts the host where `place` says now. Costs nothing of the budget for restores. */
  move(): void;
  remove(): void;
}

export interface MountOptions {
  /** Custom element name of the host. */
  readonly name: string;
  readonly css: string;
  /** Puts the host where it belongs; called again when the page took it away. Returns false when that place is gone. */
  readonly place: (host: HTMLElement) => boolean;
  readonly inline?: boolean;
  /** The page took the host away more often than a webmail would. Called once. */
  readonly onFight?: () => void;
  readonly signal: AbortSignal;
}

/** @returns null when there is no place for it. */
export function mount(page: Document, options: MountOptions): Mount | null {
  const host = page.createElement(options.name);
  noteHost(host);
  const root = host.attachShadow({ mode: 'closed' });
  const style = page.createElement('style');
  style.textContent = (options.inline ? INLINE_HOST_CSS : HOST_CSS) + options.css;
  const container = page.createElement('div');
  root.append(style, container);

  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  // A mark in a row has nothing to press: a click on it is a click on the row.
  for (const type of options.inline ? [] : STOPPED) {
    root.addEventListener(type, (event) => event.isTrusted || refuse(event), { capture: true, signal });
    root.addEventListener(type, (event) => event.stopPropagation(), { signal });
  }
  if (!options.place(host)) return null;
  const follow = keepInPlace(host, options, signal);
  signal.addEventListener('abort', () => host.remove(), { once: true });
  const move = () => {
    if (!signal.aborted && options.place(host)) follow();
  };
  return { host, root, container, move, remove: () => ended.abort() };
}

function refuse(event: Event): void {
  event.stopImmediatePropagation();
  event.preventDefault();
}

/** Gives what is to be called after the host was moved on purpose. */
function keepInPlace(host: HTMLElement, options: MountOptions, signal: AbortSignal): () => void {
  let restores: number[] = [];
  let fought = false;
  const observer = new MutationObserver(() => {
    if (signal.aborted || fought) return;
    for (const { name } of [...host.attributes]) host.removeAttribute(name);
    if (host.isConnected && host.parentNode === parent) {
      observer.takeRecords();
      return;
    }
    const now = performance.now();
    restores = restores.filter((time) => now - time < RESTORE_WINDOW_MS);
    if (restores.length >= MAX_RESTORES) {
      fought = true;
      observer.disconnect();
      options.onFight?.();
      return;
    }
    restores.push(now);
    if (options.place(host)) follow();
  });
  let parent = host.parentNode;
  const follow = () => {
    observer.disconnect();
    parent = host.parentNode;
    if (parent) observer.observe(parent, { childList: true });
    observer.observe(host, { attributes: true });
  };
  follow();
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return () => {
    if (!fought) follow();
  };
}
