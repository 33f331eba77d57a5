import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import file from '@/assets/hosts.json';
import { anyHost } from '@/utils/adapters/any-host';
import { hostBound } from '@/utils/adapters/host-bound';
import { KnownHosts } from '@/utils/schema/known-host';

const hosts = z.parse(KnownHosts, file);
const nameOf = (pattern: string) => new URL(pattern.replace('/*', '/')).hostname;

test('every known host is named once', () => {
  expect(new Set(hosts.map(({ host }) => host)).size).toBe(hosts.length);
});

test('known hosts run software that anybody can host, and none of them is another webmail’s own', () => {
  const software = anyHost.map(({ id }) => id);
  for (const known of hosts) expect(software, known.host).toContain(known.software);
  const own = hostBound.flatMap((adapter) => adapter.hosts.map(nameOf));
  expect(hosts.filter(({ host }) => own.includes(host))).toEqual([]);
});

test('what is read from the install on is known for certain', () => {
  for (const adapter of anyHost) {
    for (const host of adapter.hosts.map(nameOf))
      expect(
        hosts.find((known) => known.host === host),
        host,
      ).toMatchObject({ software: adapter.id, confidence: 'high' });
  }
});

test.each(['free.fr/', 'https://mail.example', 'mail.example:8443', '*', '*.', 'Mail.Example'])(
  '%s is no host',
  (host) => {
    expect(KnownHosts.safeParse([{ ...hosts[0], host }]).success).toBe(false);
  },
);
