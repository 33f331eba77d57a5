import { describe, expect, it } from 'vitest';
import { lexicon, mail, smallList } from '@/tests/unit/detection/list';
import { compile } from '@/utils/detection/compile';
import { senderEvidence } from '@/utils/detection/sender';
import type { Message } from '@/utils/schema/message';

const list = compile(smallList([]));
const sources = (parts: Partial<Message>) =>
  senderEvidence(mail(parts), list).map(({ source }) => source.replace('indicator.sender.', ''));
const from = (name: string, address: string) => ({ from: { name, address } });

describe('the sender', () => {
  it('is the reader: anybody can write that there', () => {
    expect(sources({ ...from('Me', 'Ann@Home.example'), to: ['ann@home.example'] })).toEqual(['own']);
    expect(sources({ ...from('Me', 'bob@home.example'), to: ['ann@home.example'] })).toEqual([]);
    expect(sources({ ...from('', ''), to: [''] })).toEqual([]);
  });

  it.each([
    ['Federale Politie', 'cabinet1@gmail.com'],
    ['DIRECTION CENTRALE DE LA POLICE', 'x@outlook.fr'],
    ['Police judiciaire', 'x@proton.me'],
    ['Polizeidirektion Bonn', 'x@gmx.de'],
    ['EUROPOL', 'x@yahoo.com'],
    ['Policía Nacional', 'x@hotmail.com'],
    ['Polizia di Stato', 'x@libero.it'],
    ['Polícia Judiciária', 'x@sapo.pt'],
    ['Policja', 'x@wp.pl'],
    ['J. Peeters', 'europol.dienst@gmail.com'],
    ['Ministère de la Justice', 'x@laposte.net'],
    ['Openbaar Ministerie', 'x@ziggo.nl'],
    ['Staatsanwaltschaft Köln', 'x@web.de'],
    ['European Court of Justice', 'x@mail.com'],
  ])('names an authority on a free mailbox: %s <%s>', (name, address) => {
    expect(sources(from(name, address))).toEqual(['authority']);
  });

  it.each([
    ['Ann Peeters', 'ann@gmail.com'],
    ['Federale Politie', 'info@police.example'],
    ['Courtney Law', 'courtney@gmail.com'],
    ['Politiek Café', 'cafe@gmail.com'],
    ['Policy team', 'x@gmail.com'],
    ['Tennis Court Ghent', 'x@gmail.com'],
    ['Le Parquet Ciré', 'x@orange.fr'],
  ])('leaves %s <%s> alone', (name, address) => {
    expect(sources(from(name, address))).toEqual([]);
  });

  it('has answers sent to a free mailbox elsewhere', () => {
    const at = (address: string) => ({
      ...from('Shop', 'info@shop.example'),
      replyTo: { name: '', address },
    });
    expect(sources(at('x@gmail.com'))).toEqual(['reply-to']);
    expect(sources(at('help@shop.example'))).toEqual([]);
    expect(sources(at('help@desk.example'))).toEqual([]);
  });

  it('is doubted, known or answered, as the webmail shows', () => {
    expect(sources({ ...from('Sam', 'sam@home.example'), marks: ['doubted'] })).toEqual(['doubted']);
    expect(sources({ ...from('Sam', ''), marks: ['known', 'answered'] })).toEqual(['known', 'answered']);
  });

  it.each(['info@police.be', 'no-reply@news.belgium.be', 'x@just.fgov.be'])('is official: %s', (address) => {
    expect(sources(from('', address))).toEqual(['official']);
  });

  it.each(['info@notpolice.be', 'x@police.be.example', 'police.be@mail.example', 'x@evil-belgium.be'])(
    'is not official: %s',
    (address) => {
      expect(sources(from('', address))).toEqual([]);
    },
  );

  it('is nobody when the page does not say', () => {
    expect(senderEvidence(mail(), list)).toEqual([]);
  });
});

describe('the lexicon', () => {
  it('holds bare domains in small letters', () => {
    for (const domain of [...lexicon.officialDomains, ...lexicon.freeMailDomains]) {
      expect(domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    }
  });
});
