import { describe, expect, it } from 'vitest';
import { replicaAt, replicas, sites } from '@/tests/sites/pages/replica';
import { adapters, isKnownHost } from '@/utils/adapters/registry';
import { SiteId } from '@/utils/schema/site';

/** Walks the registry, so that a new adapter cannot be forgotten. What needs layout stands in tests/sites. */

it('has one adapter for each site', () => {
  expect(adapters.map(({ id }) => id).sort()).toEqual([...SiteId.options].sort());
});

it('has replicas with names of their own', () => {
  const names = replicas.map(({ site, variant }) => `${site}/${variant}`);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(adapters)('$id', ({ id, hosts }) => {
  const own = replicas.filter(({ site }) => site === id);

  const rows = own.some((replica) => replica.rows > 0);
  it.each(['mail', 'list', 'other', 'changed'] as const)('has a replica that is %s', (state) => {
    // A site whose rows name no mail has no list that can be read.
    if (state === 'list' && !rows) return expect(own.map(({ variant }) => variant)).toContain('list');
    expect(own.filter((replica) => replica.state === state)).not.toEqual([]);
  });

  it.each(['compose', 'draft', 'sent'])('has a replica of a %s page, in which nothing is read', (kind) => {
    const found = own.filter(({ variant }) => variant.endsWith(kind));
    if (kind === 'sent' && sites.find(({ site }) => site === id)?.withholds?.includes('sent'))
      return expect(found).toEqual([]);
    expect(found).not.toEqual([]);
    for (const replica of found) expect(replica.reads).toEqual([]);
  });

  it('names its hosts over https, with a path and no wildcard in the name', () => {
    for (const pattern of hosts) expect(pattern).toMatch(/^https:\/\/[a-z0-9.-]+\/(?:[\w-]+\/)*\*$/);
  });

  it('shares no host with another', () => {
    const others = adapters.filter((adapter) => adapter.id !== id).flatMap((adapter) => adapter.hosts);
    expect(hosts.filter((host) => others.includes(host))).toEqual([]);
  });
});

it.each([
  ['https://mail.google.com/mail/u/0/#inbox', true],
  ['https://outlook.cloud.microsoft/mail/inbox', true],
  ['https://outlook.live.com/calendar/', false],
  ['https://webmail.free.fr/?_task=mail', true],
  ['http://mail.google.com/mail/u/0/', false],
  ['https://mail.google.com.evil.example/', false],
  ['https://evil.example/https://mail.google.com/', false],
])('%s is a known host: %s', (url, known) => {
  expect(isKnownHost(new URL(url))).toBe(known);
});

describe('served under real names', () => {
  it.each([
    ['https://mail.google.com/mail/u/0/', 'gh="tl"'],
    ['https://outlook.live.com/mail/0/', 'id="MailList"'],
    ['https://webmail.free.fr/', 'id="messagelist"'],
    [
      'https://webmail.free.fr/?_task=mail&_uid=8&_mbox=INBOX&_framed=1&_action=preview',
      'Convocation officielle',
    ],
    [
      'https://webmail.free.fr/?_task=mail&_action=compose&_forward_uid=8&_mbox=INBOX&_attachment=1',
      'rfc822',
    ],
  ])('%s gives its page', (url, part) => {
    expect(replicaAt(new URL(url))).toContain(part);
  });

  it('gives no page for a script', () => {
    expect(replicaAt(new URL('https://webmail.free.fr/program/js/app.min.js'))).toBeNull();
  });
});
