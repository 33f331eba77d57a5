import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { mail, seed } from '@/tests/unit/detection/list';
import { createEngine } from '@/utils/detection/engine';

/** The mails of the demo: what the reader of the demo sees must be what the engine says of them. */
const folder = join(process.cwd(), 'tests/support/mails');
const expected: [string, { family: string | null; level: string }][] = Object.entries(
  JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')),
);
const engine = createEngine(seed());

async function read(name: string) {
  const { subject, text, html, from, replyTo, to, attachments } = await PostalMime.parse(
    readFileSync(join(folder, name)),
  );
  const box = (one: { name?: string | undefined; address?: string | undefined } | undefined) =>
    one?.address ? { name: one.name ?? '', address: one.address } : undefined;
  const sender = box(from);
  const answer = box(replyTo?.[0]);
  return mail({
    subject: subject ?? '',
    text:
      text ||
      (html ?? '')
        .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('&nbsp;', ' '),
    ...(sender && { from: sender }),
    ...(answer && { replyTo: answer }),
    to: (to ?? []).flatMap(({ address }) => (address ? [address] : [])),
    attachments: attachments.map(({ filename }) => ({ name: filename ?? '' })),
    images: (html ?? '').match(/<img/g)?.length ?? 0,
  });
}

describe('the demo mails', () => {
  it.each(expected)('%s', async (name, { family, level }) => {
    const { verdict, evidence, points } = engine.explain(await read(name));
    const seen = evidence.map(({ source, phrase }) => `${source}: ${phrase}`).join('\n');
    expect({ family: verdict.family, level: verdict.level }, `${points} points\n${seen}`).toEqual({
      family,
      level,
    });
  });
});
