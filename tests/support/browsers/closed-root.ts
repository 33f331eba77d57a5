/**
 * Sight into closed shadow roots, for tests only.
 *
 * The roots are found over CDP, and `host.shadowRoot` is defined in a world of
 * its own: Playwright's, where locators live. The page's world, and the
 * extension's, still see null; the very build that ships is under test.
 */
import type { CDPSession, Page } from '@playwright/test';

interface DomNode {
  backendNodeId: number;
  localName: string;
  frameId?: string;
  children?: DomNode[];
  contentDocument?: DomNode;
  shadowRoots?: DomNode[];
}

interface ExecutionContext {
  id: number;
  name: string;
  auxData?: { frameId?: string; isDefault?: boolean };
}

interface FoundRoot {
  readonly backendNodeId: number;
  readonly frameId: string;
}

/** Opens every root of ours on the page and in its frames to `world`; gives their number. `main` exposes them to the page too: for axe. */
export async function openRoots(page: Page, world: 'locators' | 'main' = 'locators'): Promise<number> {
  // A frame has a world for locators only once a locator was used there.
  if (world === 'locators')
    await Promise.all(
      page.frames().map((frame) =>
        frame
          .locator('html')
          .count()
          .catch(() => 0),
      ),
    );
  let opened = 0;
  for (const target of [page, ...page.frames()]) {
    // Only a frame of another site, which lives in a process of its own, has a session besides the page's.
    const session = await page
      .context()
      .newCDPSession(target)
      .catch(() => null);
    if (session) opened += await openIn(session, world);
  }
  return opened;
}

async function openIn(session: CDPSession, world: 'locators' | 'main'): Promise<number> {
  try {
    const contexts: ExecutionContext[] = [];
    session.on('Runtime.executionContextCreated', ({ context }) =>
      contexts.push(context as ExecutionContext),
    );
    await session.send('Runtime.enable');
    const roots = await findRoots(session);
    let opened = 0;
    for (const root of roots) {
      const context = contexts.find(
        ({ name, auxData }) =>
          auxData?.frameId === root.frameId &&
          (world === 'main' ? auxData.isDefault : name.startsWith('__playwright_utility_world')),
      );
      if (context && (await open(session, root.backendNodeId, context.id))) opened += 1;
    }
    return opened;
  } finally {
    await session.detach().catch(() => undefined);
  }
}

async function findRoots(session: CDPSession): Promise<FoundRoot[]> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const found: FoundRoot[] = [];
  const pending: [node: DomNode, frameId: string][] = [[root as DomNode, frameTree.frame.id]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, frameId] = next;
    const shadow = node.shadowRoots?.[0];
    if (shadow && node.localName.startsWith('unbluff-'))
      found.push({ backendNodeId: shadow.backendNodeId, frameId });
    for (const child of node.children ?? []) pending.push([child, frameId]);
    if (node.contentDocument) pending.push([node.contentDocument, node.frameId ?? frameId]);
  }
  return found;
}

async function open(
  session: CDPSession,
  backendNodeId: number,
  executionContextId: number,
): Promise<boolean> {
  try {
    const { object } = await session.send('DOM.resolveNode', { backendNodeId, executionContextId });
    await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration:
        'function () { Object.defineProperty(this.host, "shadowRoot", { value: this, configurable: true }); }',
    });
    return true;
  } catch {
    // The page drew itself anew meanwhile; the caller looks again.
    return false;
  }
}
