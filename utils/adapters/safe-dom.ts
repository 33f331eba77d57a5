/**
 * DOM reading that a mail cannot bend.
 *
 * `<form><input name="nextSibling">` makes `form.nextSibling` that input, and
 * `<img name="querySelector">` takes the document's method away: names win over
 * what is built in, for content scripts too. Webmails keep `name`, so a mail
 * could make our reading throw or walk past its text. What is taken from the
 * prototype and called on the node cannot be shadowed. Nodes of a frame pass
 * too: these functions ask for the node's kind, not for its realm.
 *
 * Looked up at first use, because the build and the tests load these files where
 * there is no DOM.
 */

type Holder = 'Node' | 'Element' | 'Document' | 'HTMLIFrameElement' | 'DocumentFragment';

function prototypeOf(holder: Holder): object {
  return globalThis[holder].prototype;
}

function getter<N extends Node, T>(holder: Holder, name: string): (node: N) => T {
  let get: ((this: N) => T) | undefined;
  return (node) => {
    get ??= Object.getOwnPropertyDescriptor(prototypeOf(holder), name)?.get as (this: N) => T;
    return get.call(node);
  };
}

function method<N extends Node, A extends unknown[], T>(
  holder: Holder,
  name: string,
): (node: N, ...rest: A) => T {
  let call: ((this: N, ...rest: A) => T) | undefined;
  return (node, ...rest) => {
    call ??= Reflect.get(prototypeOf(holder), name) as (this: N, ...rest: A) => T;
    return call.apply(node, rest);
  };
}

export const nodeType = getter<Node, number>('Node', 'nodeType');
export const firstChild = getter<Node, ChildNode | null>('Node', 'firstChild');
export const lastChild = getter<Node, ChildNode | null>('Node', 'lastChild');
export const nextSibling = getter<Node, ChildNode | null>('Node', 'nextSibling');
export const previousSibling = getter<Node, ChildNode | null>('Node', 'previousSibling');
export const parentElement = getter<Node, Element | null>('Node', 'parentElement');
const ownerDocument = getter<Node, Document | null>('Node', 'ownerDocument');
const textContent = getter<Node, string | null>('Node', 'textContent');
const isConnected = getter<Node, boolean>('Node', 'isConnected');

const framePage = getter<Element, Document | null>('HTMLIFrameElement', 'contentDocument');
const pageBody = getter<Document, HTMLElement | null>('Document', 'body');
const fragmentChildren = getter<DocumentFragment, HTMLCollection>('DocumentFragment', 'children');
const rootNode = method<Node, [], Node>('Node', 'getRootNode');

export const localName = getter<Element, string>('Element', 'localName');
export const shadowRoot = getter<Element, ShadowRoot | null>('Element', 'shadowRoot');
export const attribute = method<Element, [string], string | null>('Element', 'getAttribute');
export const hasAttributes = method<Element, [], boolean>('Element', 'hasAttributes');
export const boxOf = method<Element, [], DOMRect>('Element', 'getBoundingClientRect');
export const matches = method<Element, [string], boolean>('Element', 'matches');
export const closest = method<Element, [string], Element | null>('Element', 'closest');
export const contains = method<Node, [Node | null], boolean>('Node', 'contains');

const defaultView = getter<Document, (Window & typeof globalThis) | null>('Document', 'defaultView');
export const titleOf = getter<Document, string>('Document', 'title');
export const readyState = getter<Document, DocumentReadyState>('Document', 'readyState');
export const rootOf = getter<Document, Element | null>('Document', 'documentElement');

const findInPage = method<Document, [string], NodeListOf<Element>>('Document', 'querySelectorAll');
const findInElement = method<Element, [string], NodeListOf<Element>>('Element', 'querySelectorAll');
const findInFragment = method<DocumentFragment, [string], NodeListOf<Element>>(
  'DocumentFragment',
  'querySelectorAll',
);
const firstInPage = method<Document, [string], Element | null>('Document', 'querySelector');
const firstInElement = method<Element, [string], Element | null>('Element', 'querySelector');
const isVisible = method<Element, [CheckVisibilityOptions], boolean>('Element', 'checkVisibility');

const DOCUMENT = 9;
const FRAGMENT = 11;

function isDocument(root: Document | Element): root is Document {
  return nodeType(root) === DOCUMENT;
}

export function all(root: Document | Element, selector: string): Element[] {
  return [...(isDocument(root) ? findInPage(root, selector) : findInElement(root, selector))];
}

/** As `all`, in a shadow root. */
export function allInTree(root: Document | ShadowRoot | Element, selector: string): Element[] {
  return nodeType(root) === FRAGMENT
    ? [...findInFragment(root as ShadowRoot, selector)]
    : all(root as Document | Element, selector);
}

export function one(root: Document | Element, selector: string): Element | null {
  return isDocument(root) ? firstInPage(root, selector) : firstInElement(root, selector);
}

/** All the text inside, seen or not, as it stands in the source. */
export function rawText(node: Node): string {
  return textContent(node) ?? '';
}

export function viewOf(node: Node): (Window & typeof globalThis) | null {
  const page = nodeType(node) === DOCUMENT ? (node as Document) : ownerDocument(node);
  return page && defaultView(page);
}

/** The document of an inner frame; null where it has none yet, or is of another origin. */
export function innerPage(frame: Element): Document | null {
  try {
    return framePage(frame);
  } catch {
    return null;
  }
}

export function bodyOf(page: Document): HTMLElement | null {
  return pageBody(page);
}

export function childrenOf(root: ShadowRoot): Element[] {
  return [...fragmentChildren(root)];
}

/** The document or the shadow root in which a node stands. */
export function treeOf(node: Node): Node {
  return rootNode(node);
}

/** In the page and not hidden by `display`, `visibility` or a hidden ancestor. */
export function isShown(element: Element): boolean {
  return isConnected(element) && isVisible(element, { visibilityProperty: true });
}
