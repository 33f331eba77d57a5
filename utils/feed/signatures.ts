import { type Bytes, fromHex, toBytes } from '@/utils/feed/bytes';
import { canonicalJson } from '@/utils/feed/canonical';
import type { Envelope, PublicKey, Role, Root } from '@/utils/schema/release';

/**
 * Whether enough keys of a role have signed, as `root` names them. A key counts
 * once, under however many ids it stands, and none may sign twice; keys of other
 * kinds than Ed25519 do not count. The one place where signatures are checked.
 */
export async function isSignedBy({ signed, signatures }: Envelope, root: Root, role: Role): Promise<boolean> {
  const { keyids, threshold } = root.roles[role];
  if (new Set(signatures.map(({ keyid }) => keyid)).size !== signatures.length) return false;
  const message = toBytes(canonicalJson(signed));
  const counted = new Set<string>();
  for (const { keyid, sig } of signatures) {
    const key = keyids.includes(keyid) && Object.hasOwn(root.keys, keyid) ? root.keys[keyid] : undefined;
    if (!key || counted.has(key.keyval.public)) continue;
    if (await verifies(key, sig, message)) counted.add(key.keyval.public);
  }
  return counted.size >= threshold;
}

const PUBLIC_KEY = /^[0-9a-f]{64}$/;
const SIGNATURE = /^[0-9a-f]{128}$/;

async function verifies(
  { keytype, scheme, keyval }: PublicKey,
  sig: string,
  message: Bytes,
): Promise<boolean> {
  if (keytype !== 'ed25519' || scheme !== 'ed25519') return false;
  if (!PUBLIC_KEY.test(keyval.public) || !SIGNATURE.test(sig)) return false;
  try {
    const key = await crypto.subtle.importKey('raw', fromHex(keyval.public), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, fromHex(sig), message);
  } catch {
    // A point that is none: this key has not signed.
    return false;
  }
}
