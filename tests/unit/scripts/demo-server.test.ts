import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoMail, readMails } from '@/scripts/demo/mails';
import { type Demo, startDemo } from '@/scripts/demo/server';

const FOLDER = join(import.meta.dirname, '../../support/mails');
let mails: DemoMail[];
let demo: Demo;

beforeAll(async () => {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.eml')).sort();
  mails = await readMails(files.map((file) => join(FOLDER, file)));
  demo = await startDemo(mails);
});
afterAll(() => demo.close());

const get = (query: string, init: RequestInit = {}) =>
  fetch(`${demo.origin}/?_task=mail${query}`, { redirect: 'manual', ...init });
const text = async (query: string) => (await get(query)).text();
const tokenIn = (page: string): string => /"request_token":"([0-9a-f]+)"/.exec(page)?.[1] ?? '';

/** `fetch` does not let a test lie about its host. */
function statusForHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(demo.origin, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the demo mailbox', () => {
  it('lists every mail, newest first, with Roundcube’s row ids', async () => {
    const page = await text('&_mbox=INBOX');
    const rows = [...page.matchAll(/<tr id="rcmrow([^"]+)" class="message/g)].map(([, id]) =>
      Number(Buffer.from(id ?? '', 'base64').toString()),
    );
    expect(rows).toEqual(mails.map(({ uid }) => uid).toReversed());
  });

  it('shows every mail under a policy that loads and runs nothing of the mail', async () => {
    for (const { uid } of mails) {
      const answer = await get(`&_action=preview&_uid=${uid}&_mbox=INBOX&_framed=1`);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("img-src 'self'");
      expect(policy).not.toMatch(/'unsafe-inline'(?!;? *)|script-src[^;]*unsafe-(?:inline|eval)/);
      expect(await answer.text()).toContain('id="messagebody"');
    }
  });

  it('answers to its own name only, so that a foreign site cannot read through it', async () => {
    expect(await statusForHost('attacker.example')).toBe(421);
    expect(await statusForHost('localhost:1')).toBe(421);
    expect(await statusForHost(new URL(demo.origin).host)).toBe(200);
  });

  it('gives the source with bare line feeds, and the file byte for byte only with the token', async () => {
    const token = tokenIn(await text('&_mbox=INBOX'));
    expect(token).not.toBe('');
    for (const mail of mails) {
      const source = await text(`&_action=viewsource&_uid=${mail.uid}&_mbox=INBOX`);
      expect(source).not.toContain('\r');
      expect(source.startsWith('From: ')).toBe(true);
      const refused = await get(`&_action=viewsource&_save=1&_uid=${mail.uid}&_mbox=INBOX`);
      expect(refused.headers.get('content-type')).toContain('text/html');
      const saved = await get(`&_action=viewsource&_save=1&_uid=${mail.uid}&_mbox=INBOX&_token=${token}`);
      expect(Buffer.from(await saved.arrayBuffer()).equals(mail.raw)).toBe(true);
    }
  });

  it('attaches the original when forwarding as attachment, and loses it with a text in the address', async () => {
    const open = async (query: string) => {
      const opened = await get(
        `&_action=compose&_forward_uid=3&_mbox=INBOX&_attachment=1&_to=a@b.example${query}`,
      );
      expect(opened.status).toBe(302);
      return (await fetch(new URL(opened.headers.get('location') ?? '', demo.origin))).text();
    };
    expect(await open('')).toMatch(/<li id="rcmfile1" class="message rfc822 eml">/);
    expect(await open('&_body=hello')).not.toContain('rcmfile1');
  });

  it('keeps a sent mail in its outbox, and takes none without the token', async () => {
    const opened = await get('&_action=compose&_forward_uid=1&_mbox=INBOX&_attachment=1&_to=a@b.example');
    const location = new URL(opened.headers.get('location') ?? '', demo.origin);
    const page = await (await fetch(location)).text();
    const fields = {
      _id: location.searchParams.get('_id') ?? '',
      _to: 'a@b.example',
      _subject: 's',
      _message: 'm',
    };
    const send = (token: string) =>
      get('&_action=send', { method: 'POST', body: new URLSearchParams({ ...fields, _token: token }) });
    expect((await send('')).status).toBe(403);
    expect(demo.sent()).toHaveLength(0);
    expect((await send(tokenIn(page))).status).toBe(303);
    expect(demo.sent().map(({ to, attached }) => [to, attached.map(({ file }) => file)])).toEqual([
      ['a@b.example', ['01-bluff-nl.eml']],
    ]);
    expect(await text('&_mbox=Outbox')).toContain('01-bluff-nl.eml');
  });

  it('never lets a file of a mail be shown as a page of this origin', async () => {
    const page = await text('&_action=show&_uid=5&_mbox=INBOX');
    const token = tokenIn(page);
    const file = await get(`&_action=get&_uid=5&_part=2&_mbox=INBOX&_embed=1&_token=${token}`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['nl', 'fr', 'de', 'en'])('speaks %s', async (language) => {
    expect(await text(`&_mbox=INBOX&lang=${language}`)).toContain(`<html lang="${language}"`);
  });
});
