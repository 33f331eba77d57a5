import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { Key, Signature } from '@tufjs/models';
import * as z from 'zod/mini';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { canonicalJson } from '@/utils/feed/canonical';
import { ROLES, type Role } from '@/utils/schema/release';

/**
 * Keys by name: `root-1`, `root-2`, …, `timestamp-1`. A folder holds of each the
 * public half (`root-1.pub.json`), which belongs to its role, and the private one
 * (`root-1.pem`) where this holder has it. A private half without a public one
 * belongs to nothing any more, and can still sign what its successor needs.
 * In the environment the private half of `timestamp-1` is `UNBLUFF_KEY_TIMESTAMP_1`.
 */
export interface HeldKey {
  readonly name: string;
  readonly role: Role;
  readonly key: Key;
  /** Whether it is to belong to its role. */
  readonly member: boolean;
  /** Null where only its public half is here. */
  readonly sign: ((data: Buffer) => Signature) | null;
}

const NAME = new RegExp(`^(${ROLES.join('|')})-(\\d{1,4})$`);
const PUBLIC_END = '.pub.json';
const PRIVATE_END = '.pem';
const ENVIRONMENT = /^UNBLUFF_KEY_([A-Z]+_\d{1,4})$/;

const Public = z.object({
  keytype: z.literal('ed25519'),
  scheme: z.literal('ed25519'),
  keyval: z.object({ public: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
});
type Public = z.infer<typeof Public>;

/** @throws Error that names the key which cannot be read */
export async function readKeys(
  folder: string | null,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<HeldKey[]> {
  const publics = new Map<string, Public>();
  const secrets = new Map<string, KeyObject>();
  for (const file of folder === null ? [] : readdirSync(folder)) {
    const text = () => readFileSync(join(folder ?? '', file), 'utf8');
    if (file.endsWith(PUBLIC_END)) publics.set(file.slice(0, -PUBLIC_END.length), readPublic(file, text()));
    else if (file.endsWith(PRIVATE_END))
      secrets.set(file.slice(0, -PRIVATE_END.length), readSecret(file, text()));
  }
  for (const [variable, text] of Object.entries(environment)) {
    const name = ENVIRONMENT.exec(variable)?.[1]?.toLowerCase().replace('_', '-');
    if (name !== undefined && text !== undefined && text !== '')
      secrets.set(name, readSecret(variable, text));
  }
  const names = [...new Set([...publics.keys(), ...secrets.keys()])].sort();
  return Promise.all(
    names.map(async (name) => {
      const role = NAME.exec(name)?.[1] as Role | undefined;
      if (!role) throw new Error(`${name}: a key is named after its role and a number, as in root-1`);
      const secret = secrets.get(name);
      const open = publics.get(name) ?? (secret && publicOf(secret));
      if (!open) throw new Error(`${name}: neither half can be read`);
      const id = await keyId(open);
      return {
        name,
        role,
        member: publics.has(name) || folder === null,
        key: Key.fromJSON(id, { ...open }),
        sign: secret
          ? (data: Buffer) => new Signature({ keyID: id, sig: sign(null, data, secret).toString('hex') })
          : null,
      };
    }),
  );
}

export interface KeyCounts {
  readonly root: number;
  readonly others: number;
}

/**
 * Makes key pairs, the next numbers of each role. @returns their names.
 * @throws Error when the folder lies in the project: keys must never come near a commit
 */
export function makeKeys(
  project: string,
  folder: string,
  roles: readonly Role[],
  count: KeyCounts,
): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const inside = `${realpathSync(resolve(folder))}${sep}`.startsWith(`${realpathSync(project)}${sep}`);
  if (inside) throw new Error(`${folder}: keys are not kept inside the project`);
  return roles.flatMap((role) => {
    const made: string[] = [];
    for (let number = 1; made.length < (role === 'root' ? count.root : count.others); number++) {
      const name = `${role}-${number}`;
      const files = [PRIVATE_END, PUBLIC_END].map((end) => join(folder, `${name}${end}`)) as [string, string];
      if (files.some((file) => existsSync(file))) continue;
      const { privateKey } = generateKeyPairSync('ed25519');
      writeFileSync(files[0], privateKey.export({ type: 'pkcs8', format: 'pem' }), {
        mode: 0o600,
        flag: 'wx',
      });
      writeFileSync(files[1], `${canonicalJson(publicOf(privateKey))}\n`, { flag: 'wx' });
      made.push(name);
    }
    return made;
  });
}

function publicOf(secret: KeyObject): Public {
  const jwk = secret.export({ format: 'jwk' });
  const raw = Buffer.from(jwk.x ?? '', 'base64url').toString('hex');
  return { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw } };
}

function readPublic(file: string, text: string): Public {
  try {
    return Public.parse(JSON.parse(text));
  } catch {
    throw new Error(`${file}: not the public half of an Ed25519 key`);
  }
}

/** Newlines of a PEM often become `\n` in the settings of a build server. */
function readSecret(name: string, text: string): KeyObject {
  try {
    const secret = createPrivateKey(text.replaceAll(String.raw`\n`, '\n'));
    if (secret.asymmetricKeyType === 'ed25519') return secret;
  } catch {
    // Told below; the reason could quote the key.
  }
  throw new Error(`${name}: not the private half of an Ed25519 key (PEM, PKCS 8)`);
}

/** As The Update Framework has it: the hash of the canonical public key. */
const keyId = (open: Public): Promise<string> => sha256(toBytes(canonicalJson(open)));
