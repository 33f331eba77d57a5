import type { CompiledList } from '@/utils/detection/compile';
import type { Evidence } from '@/utils/detection/evidence';
import { clip } from '@/utils/detection/match';
import { namesIn } from '@/utils/detection/names';
import type { Message, SenderMark } from '@/utils/schema/message';

/**
 * Evidence in who sends: the reader's own address (which anybody can write
 * there), the name of an authority on a free mailbox, answers that go elsewhere;
 * and, against, a domain from which authorities really write. What the webmail
 * says of the sender counts a little: it knows more than we do, and is wrong at times.
 */
export function senderEvidence(message: Message, list: CompiledList): Evidence[] {
  const { from, replyTo, to } = message;
  if (!from) return [];
  const evidence: Evidence[] = [];
  const address = from.address.toLowerCase();
  const domain = domainOf(address);
  const free = isFreeMail(address, list);
  if (address !== '' && to.some((own) => own.toLowerCase() === address)) {
    evidence.push({
      family: 'bluff',
      signal: 'sender',
      weight: 2,
      phrase: clip(from.address),
      source: 'indicator.sender.own',
    });
  }
  if (
    free &&
    namesAuthority(`${from.name} ${address.split('@')[0]?.replaceAll(/[._-]/g, ' ') ?? ''}`, list)
  ) {
    evidence.push({
      family: 'summons',
      signal: 'sender',
      weight: 4,
      phrase: clip(`${from.name} <${from.address}>`),
      source: 'indicator.sender.authority',
    });
  }
  const answer = replyTo ? domainOf(replyTo.address.toLowerCase()) : '';
  if (answer !== '' && answer !== domain && list.freeMailDomains.has(answer)) {
    evidence.push({
      family: 'any',
      signal: 'sender',
      weight: 1,
      phrase: clip(replyTo?.address ?? ''),
      source: 'indicator.sender.reply-to',
    });
  }
  if (isOfficialMail(address, list)) {
    evidence.push({
      family: 'benign',
      signal: 'trusted-sender',
      weight: 4,
      phrase: clip(from.address),
      source: 'indicator.sender.official',
    });
  }
  for (const mark of message.marks ?? [])
    evidence.push({ ...MARKS[mark], phrase: clip(from.address || from.name) });
  return evidence;
}

/** A contact's name is easy to take, and a blackmailer can be answered: neither outweighs what a text says. */
const MARKS: Readonly<Record<SenderMark, Omit<Evidence, 'phrase'>>> = {
  doubted: { family: 'any', signal: 'sender', weight: 1, source: 'indicator.sender.doubted' },
  known: { family: 'benign', signal: 'conversation', weight: 2, source: 'indicator.sender.known' },
  answered: { family: 'benign', signal: 'conversation', weight: 2, source: 'indicator.sender.answered' },
};

const namesAuthority = (text: string, list: CompiledList) => namesIn(text, list).has('authority');

/** A mailbox that anybody can open. */
export function isFreeMail(address: string, list: CompiledList): boolean {
  return list.freeMailDomains.has(domainOf(address.toLowerCase()));
}

/** A domain from which authorities really write, or one below it. */
export function isOfficialMail(address: string, list: CompiledList): boolean {
  const domain = domainOf(address.toLowerCase());
  for (let at = 0; at >= 0; ) {
    if (list.officialDomains.has(domain.slice(at))) return true;
    const dot = domain.indexOf('.', at);
    at = dot < 0 ? -1 : dot + 1;
  }
  return false;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
