import { all, allInTree, shadowRoot } from '@/utils/adapters/safe-dom';

/** Elements looked at, all trees together: an app has some thousands, a hostile page any number. */
const MAX_ELEMENTS = 30_000;
const MAX_TREES = 500;

/**
 * The page and all open shadow roots in it, the outer before the inner. For
 * apps of custom elements, whose names change with their builds: what is looked
 * for is found in whichever tree it stands.
 */
export function openTrees(page: Document): (Document | ShadowRoot)[] {
  const trees: (Document | ShadowRoot)[] = [page];
  let left = MAX_ELEMENTS;
  for (let at = 0; at < trees.length; at += 1) {
    const tree = trees[at];
    if (!tree) break;
    for (const element of allInTree(tree, '*')) {
      left -= 1;
      if (left < 0 || trees.length >= MAX_TREES) return trees;
      const inner = shadowRoot(element);
      if (inner) trees.push(inner);
    }
  }
  return trees;
}

/** What fits a selector in any of the trees. */
export function inTrees(trees: readonly (Document | ShadowRoot)[], selector: string): Element[] {
  return trees.flatMap((tree) => allInTree(tree, selector));
}

/** What fits a selector inside an element, or inside its own open shadow root. */
export function inside(element: Element, selector: string): Element[] {
  const inner = shadowRoot(element);
  return [...all(element, selector), ...(inner ? allInTree(inner, selector) : [])];
}
