import type { Page } from 'playwright';

/** A shield as it stands on the page. */
export interface SeenShield {
  readonly family: string;
  readonly level: string;
  /** The first reason as it stands there: its signal and the words that it quotes. */
  readonly reason: { readonly signal: string; readonly phrase: string } | null;
}

/** The part of the DevTools protocol's DOM.Node that is read here. */
interface DomNode {
  readonly nodeName: string;
  readonly nodeValue?: string;
  readonly attributes?: string[];
  readonly children?: DomNode[];
  readonly shadowRoots?: DomNode[];
  readonly contentDocument?: DomNode;
}

function attribute(node: DomNode, name: string): string | undefined {
  const list = node.attributes ?? [];
  for (let at = 0; at + 1 < list.length; at += 2) if (list[at] === name) return list[at + 1];
  return undefined;
}

/** Every node below, those in frames and in closed shadow roots included. */
function* nodesBelow(node: DomNode): Generator<DomNode> {
  yield node;
  const inner = [...(node.children ?? []), ...(node.shadowRoots ?? [])];
  if (node.contentDocument) inner.push(node.contentDocument);
  for (const child of inner) yield* nodesBelow(child);
}

function firstReason(card: DomNode): SeenShield['reason'] {
  const item = [...nodesBelow(card)].find((node) => attribute(node, 'data-finding') !== undefined);
  if (!item) return null;
  const quote = [...nodesBelow(item)].find((node) => node.nodeName.toLowerCase() === 'blockquote');
  const phrase = quote ? [...nodesBelow(quote)].map((node) => node.nodeValue ?? '').join('') : '';
  return { signal: attribute(item, 'data-signal') ?? '', phrase };
}

/**
 * The shields on a page, read through the DevTools protocol: their root is
 * closed, so that the page and its scripts cannot see them, and nor can a
 * locator.
 */
export async function readShields(page: Page): Promise<SeenShield[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as {
      root: DomNode;
    };
    const hosts = [...nodesBelow(root)].filter((node) => node.nodeName.toLowerCase() === 'unbluff-shield');
    return hosts.flatMap((host) => {
      const card = [...nodesBelow(host)].find((node) => attribute(node, 'data-family') !== undefined);
      if (!card) return [];
      const family = attribute(card, 'data-family') ?? '';
      const level = attribute(card, 'data-level') ?? '';
      return [{ family, level, reason: firstReason(card) }];
    });
  } finally {
    await session.detach();
  }
}
