import type { CompiledList } from '@/utils/detection/compile';
import type { Evidence } from '@/utils/detection/evidence';
import { clip, readPart } from '@/utils/detection/match';
import type { Message } from '@/utils/schema/message';

/**
 * Evidence in who sends: the reader's own address (which anybody can write
 * there), the name of an authority on a free mailbox, answers that go elsewhere;
 * and, against, a domain from which authorities really write.
 */
export function senderEvidence(message: Message, list: CompiledList): Evidence[] {
  const { from, replyTo, to } = message;
  if (!from) return [];
  const evidence: Evidence[] = [];
  const address = from.address.toLowerCase();
  const domain = domainOf(address);
  const free = list.freeMailDomains.has(domain);
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
  if (isOfficial(domain, list)) {
    evidence.push({
      family: 'benign',
      signal: 'trusted-sender',
      weight: 4,
      phrase: clip(from.address),
      source: 'indicator.sender.official',
    });
  }
  return evidence;
}

export function namesAuthority(text: string, list: CompiledList): boolean {
  let found = false;
  list.authorities.find(readPart(text, list.authorities).tokens, () => {
    found = true;
  });
  return found;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** The domain itself or one below it. */
function isOfficial(domain: string, list: CompiledList): boolean {
  for (let at = 0; at >= 0; ) {
    if (list.officialDomains.has(domain.slice(at))) return true;
    const dot = domain.indexOf('.', at);
    at = dot < 0 ? -1 : dot + 1;
  }
  return false;
}
