import { beforeAll, describe, expect, it } from 'vitest';
import { type Key, newKey, Repository } from '@/tests/support/feed/repository';
import { pathOf, publish, rootBy, spoil, TufClient, tenKeys } from '@/tests/support/feed/tuf';
import { smallList } from '@/tests/unit/feed/lists';
import type { Role } from '@/utils/schema/release';

/**
 * The cases of TUF's conformance suite on keys and signatures, by their names there
 * (theupdateframework/tuf-conformance, `test_keys`, `test_updater_key_rotations`).
 * Not ours: RSA and ECDSA of `test_keytype_and_scheme`, which speak for nobody here.
 */
const NOW = Date.parse('2026-11-25T09:00:00Z');

async function start(): Promise<{ repository: Repository; client: TufClient }> {
  const repository = await Repository.create(NOW);
  await repository.release(smallList(1));
  return { repository, client: new TufClient(repository) };
}

/** Keys of a role, how many must sign, and who does. */
type Signing = readonly [keys: string, threshold: number, by: string];

let ten: readonly Key[] = [];
beforeAll(async () => {
  ten = await tenKeys();
});
const these = (digits: string): Key[] => [...digits].flatMap((digit) => ten[Number(digit)] ?? []);

const ROOTS: Record<string, { roots: readonly Signing[]; fails?: true }> = {
  '1-of-1-key-rotation': {
    roots: [
      ['1', 1, '1'],
      ['2', 1, '21'],
      ['2', 1, '2'],
    ],
  },
  '1-of-1-key-rotation-unused-signatures': {
    roots: [
      ['1', 1, '314'],
      ['2', 1, '3214'],
      ['2', 1, '324'],
    ],
  },
  '3-of-5-sign-with-different-keycombos': {
    roots: [
      ['01234', 3, '024'],
      ['01234', 3, '041'],
      ['01234', 3, '013'],
      ['01234', 3, '013'],
    ],
  },
  '3-of-5-one-key-rotated': {
    roots: [
      ['01234', 3, '024'],
      ['01345', 3, '041'],
    ],
  },
  '3-of-5-one-key-rotated-with-intermediate-step': {
    roots: [
      ['01234', 3, '024'],
      ['01345', 3, '0245'],
      ['01345', 3, '045'],
    ],
  },
  '3-of-5-all-keys-rotated-with-intermediate-step': {
    roots: [
      ['01234', 3, '024'],
      ['56789', 3, '024567'],
      ['56789', 3, '567'],
    ],
  },
  '1-of-3-threshold-increase-to-2-of-3': {
    roots: [
      ['123', 1, '1'],
      ['123', 2, '12'],
    ],
  },
  '2-of-3-threshold-decrease-to-1-of-3': {
    roots: [
      ['123', 2, '12'],
      ['123', 1, '12'],
      ['123', 1, '1'],
    ],
  },
  '1-of-2-threshold-increase-to-2-of-2': {
    roots: [
      ['1', 1, '1'],
      ['12', 2, '12'],
    ],
  },
  '1-of-1-key-rotation-fail-not-signed-with-old-key': {
    roots: [
      ['1', 1, '1'],
      ['2', 1, '234'],
    ],
    fails: true,
  },
  '1-of-1-key-rotation-fail-not-signed-with-new-key': {
    roots: [
      ['1', 1, '1'],
      ['2', 1, '134'],
    ],
    fails: true,
  },
  '3-of-5-one-key-rotate-fails-not-signed-with-3-new-keys': {
    roots: [
      ['01234', 3, '024'],
      ['01345', 3, '024'],
    ],
    fails: true,
  },
  '3-of-5-one-key-rotate-fails-not-signed-with-3-old-keys': {
    roots: [
      ['01234', 3, '024'],
      ['01345', 3, '045'],
    ],
    fails: true,
  },
  '1-of-3-threshold-bump-to-2-of-3-fails-new-threshold-not-reached': {
    roots: [
      ['123', 1, '1'],
      ['123', 2, '2'],
    ],
    fails: true,
  },
  '2-of-3-threshold-decr-to-1-of-3-fails-old-threshold-not-eached': {
    roots: [
      ['123', 2, '12'],
      ['123', 1, '1'],
    ],
    fails: true,
  },
};

describe('test_root_rotation', () => {
  it.each(Object.entries(ROOTS))('%s', async (_name, { roots, fails }) => {
    const { repository } = await start();
    let client: TufClient | undefined;
    for (const [keys, threshold, by] of roots) {
      await rootBy(repository, these(keys), threshold, these(by));
      client ??= new TufClient(repository);
    }
    expect(await client?.refresh()).toBe(fails ? 'bad-signature root' : 'ok');
    expect(client?.version('root')).toBe(repository.versions.root - (fails ? 1 : 0));
  });
});

const OTHERS: Record<string, { signing: Signing; fails?: true }> = {
  '1-of-1-key-rotation': { signing: ['2', 1, '2'] },
  '1-of-1-key-rotation-unused-signatures': { signing: ['1', 1, '314'] },
  '1-of-1-key-rotation-fail-not-signed-with-new-key': { signing: ['2', 1, '134'], fails: true },
  '3-of-5-one-key-signature-wrong-not-signed-with-3-expected-keys': {
    signing: ['01345', 3, '024'],
    fails: true,
  },
  '2-of-5-one-key-signature-mising-threshold-not-reached': { signing: ['01345', 3, '04'], fails: true },
  '3-of-5-sign-first-combo': { signing: ['01234', 3, '024'] },
  '3-of-5-sign-second-combo': { signing: ['01234', 3, '041'] },
  '3-of-5-sign-third-combo': { signing: ['01234', 3, '013'] },
  '3-of-5-sign-fourth-combo': { signing: ['01234', 3, '123'] },
  '3-of-5-sign-fifth-combo': { signing: ['01234', 3, '234'] },
};

describe.each(['timestamp', 'snapshot', 'targets'] as const)('test_non_root_rotations of %s', (role) => {
  it.each(Object.entries(OTHERS))('%s', async (_name, { signing: [keys, threshold, by], fails }) => {
    const { repository, client } = await start();
    expect(await client.refresh()).toBe('ok');
    repository.holders[role] = { keys: these(keys), threshold };
    await publish(repository, 'root');
    await signedBy(repository, role, these(by));
    expect(await client.refresh()).toBe(fails ? `bad-signature ${role}` : 'ok');
    expect(client.version('root')).toBe(repository.versions.root);
    expect(client.version(role)).toBe(repository.versions[role] - (fails ? 1 : 0));
  });
});

/** All files anew, that of `role` by these keys whatever the root says. */
async function signedBy(repository: Repository, role: Role, by: readonly Key[]): Promise<void> {
  const holder = repository.holders[role];
  repository.holders[role] = { ...holder, keys: [...by] };
  await publish(repository, 'targets', 'snapshot', 'timestamp');
  repository.holders[role] = holder;
}

describe('test_keys', () => {
  it('test_snapshot_does_not_meet_threshold', async () => {
    const { repository, client } = await start();
    repository.holders.snapshot = { keys: these('123'), threshold: 3 };
    await publish(repository, 'root', 'targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe('ok');
    await signedBy(repository, 'snapshot', these('12'));
    expect(await client.refresh()).toBe('bad-signature snapshot');
    expect(client.version('snapshot')).toBe(repository.versions.snapshot - 1);
  });

  it('test_snapshot_has_too_few_keys', async () => {
    const { repository, client } = await start();
    repository.holders.snapshot = { keys: these('12345'), threshold: 6 };
    await publish(repository, 'root', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe('bad-signature snapshot');
    expect(client.versions()).toEqual([2, 0, 0, 0]);
  });

  it('test_duplicate_keys', async () => {
    const { repository, client } = await start();
    repository.holders.snapshot = { keys: these('1'.repeat(9)), threshold: 6 };
    await publish(repository, 'root', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe('bad-signature snapshot');
    expect(client.version('snapshot')).toBe(0);
  });

  it('test_duplicate_sig_keyids', async () => {
    const { repository, client } = await start();
    spoil(repository, 'snapshot', ({ signatures }) => signatures.push(...signatures));
    await repository.signTimestamp();
    expect(await client.refresh()).toBe('bad-signature snapshot');
    expect(client.version('snapshot')).toBe(0);
  });

  it('test_keytype_and_scheme: ed25519', async () => {
    const { repository, client } = await start();
    const { root } = repository.holders;
    await rootBy(repository, [...root.keys, ...these('1')], 4, [...root.keys, ...these('1')]);
    expect(await client.refresh()).toBe('ok');
    await publish(repository, 'root');
    spoil(repository, 'root', ({ signatures }) => {
      const last = signatures.at(-1);
      if (last) last.sig = `00${last.sig.slice(2)}`.replace(/^00(..)/, '00ff');
    });
    expect(await client.refresh()).toBe('bad-signature root');
    expect(client.version('root')).toBe(2);
  });

  it.each([
    ['rsa', 'rsassa-pss-sha256'],
    ['ecdsa', 'ecdsa-sha2-nistp256'],
    ['ed25519', 'another'],
  ])('test_keytype_and_scheme: %s/%s stands in a root and speaks for nobody', async (keytype, scheme) => {
    const { repository, client } = await start();
    const other = await newKey();
    const odd = { ...other, public: { ...other.public, keytype, scheme } } as unknown as Key;
    repository.holders.timestamp = { keys: [odd], threshold: 1 };
    await publish(repository, 'root', 'timestamp');
    expect(await client.refresh()).toBe('bad-signature timestamp');
    repository.holders.timestamp = { keys: [odd, ...these('1')], threshold: 1 };
    await publish(repository, 'root', 'timestamp');
    expect(await client.refresh()).toBe('ok');
  });

  it('test_invalid_sig_in_valid_metadata', async () => {
    const { repository, client } = await start();
    repository.holders.timestamp = { keys: these('12'), threshold: 1 };
    for (const wrong of ['ab'.repeat(64), '']) {
      await publish(repository, 'root', 'timestamp');
      spoil(repository, 'timestamp', ({ signatures }) => {
        const [first] = signatures;
        if (first) first.sig = wrong;
      });
      expect(await client.refresh()).toBe('ok');
      expect(client.version('timestamp')).toBe(repository.versions.timestamp);
    }
    expect(client.asked).toContain(pathOf(repository, 'timestamp'));
  });
});
