/**
 * The elements that we put into this page. By identity, not by name: a page can
 * give its own elements our names. Kept on the global object of our isolated
 * world, because two scripts of ours run in it, each with its own modules.
 */
const scope = globalThis as typeof globalThis & { unbluffHosts?: WeakSet<Node> };
scope.unbluffHosts ??= new WeakSet();
const hosts = scope.unbluffHosts;

export function noteHost(host: Node): void {
  hosts.add(host);
}

export function isOwnHost(node: Node): boolean {
  return hosts.has(node);
}
