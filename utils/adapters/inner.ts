import { bodyOf, childrenOf, innerPage, localName, shadowRoot } from '@/utils/adapters/safe-dom';

/**
 * Bodies that stand in a document or a tree of their own: an inner frame of the
 * same origin (Proton, Zimbra, Open-Xchange, Horde fill one by script), or an
 * open shadow root (Tuta).
 */

/** A frame of another origin, or of none (`sandbox` without `allow-same-origin`): its page is out of reach for good. */
export function isSealed(element: Element): boolean {
  return localName(element) === 'iframe' && innerPage(element) === null;
}

/** The roots of the body that `element` holds; null while an inner frame has none, or is out of reach. */
export function bodyRoots(element: Element): Element[] | null {
  if (localName(element) === 'iframe') {
    const inner = innerPage(element);
    const body = inner && bodyOf(inner);
    return body ? [body] : null;
  }
  const shadow = shadowRoot(element);
  return shadow ? childrenOf(shadow) : [element];
}
