import { hardFacts } from '@/utils/detection/build';
import { type CompiledList, compile } from '@/utils/detection/compile';
import { coverEvidence, spaced } from '@/utils/detection/cover';
import { apart, disguises, isTampered, stretchOf, tightened } from '@/utils/detection/disguise';
import type { Evidence } from '@/utils/detection/evidence';
import { foreignEvidence } from '@/utils/detection/foreign';
import { matchPatterns, type Part, PartSpace, readAgain, readPart } from '@/utils/detection/match';
import { postEvidence } from '@/utils/detection/posts';
import { quotedEvidence } from '@/utils/detection/quoted';
import { senderEvidence } from '@/utils/detection/sender';
import { sideOf } from '@/utils/detection/sides';
import { spoken } from '@/utils/detection/spoken';
import { createTopics, isSuspect, type Topics } from '@/utils/detection/topics';
import { weigh } from '@/utils/detection/weigh';
import { createSecondJudge } from '@/utils/detection/wording';
import type { FamilyRule, PatternList } from '@/utils/schema/list';
import type { Message } from '@/utils/schema/message';
import { type Finding, MAX_FINDINGS, type Verdict } from '@/utils/schema/verdict';
import { joined } from '@/utils/text/joined';
import type { Folded } from '@/utils/text/normalise';

/** Raised when the same list would judge differently. */
export const ENGINE_VERSION = '1';

/** One compiled list, ready to judge. Pure: same message, same verdict. */
export interface Engine {
  readonly revision: number;
  /** Never throws on a `Message`; linear in the length of its text. */
  inspect(message: Message): Verdict;
  /** All evidence and the points of the verdict: for evaluation, never for a reader. */
  explain(message: Message): Explained;
  /** What a message from there is judged by: nothing where the place is not known. */
  rulesFor(message: Message): readonly FamilyRule[];
  /** Compiles now what else waits for the first post from Telegram. @throws DetectionError */
  compileAll(): void;
}

export interface Explained {
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  readonly points: number;
  /** Subject and text in each reading that was heard, good until the next message. */
  readonly heard: readonly (readonly Folded[])[];
}

/** In a chat between two, only what is done to the reader. */
const IN_PRIVATE: ReadonlySet<FamilyRule['family']> = new Set<FamilyRule['family']>(['bluff', 'real-images']);

/** Text, subject, sender and the names of files; mails with more of these are rare. */
const MAX_SPACES = 8;

/** `mail`: the half that judges mail, where it is compiled already. @throws DetectionError when the list cannot be compiled within its budget. */
export function createEngine(list: PatternList, mail?: CompiledList): Engine {
  const compiled = mail ?? compile(sideOf(list, 'mail'));
  const privateRules = compiled.rules.filter(({ family }) => IN_PRIVATE.has(family));
  // Made when a text first gives reason to: most mails after a wake do not.
  let topics: Topics | null = null;
  const second = createSecondJudge(list.wordings ?? [], list.topics);
  const spaces: PartSpace[] = [];
  let posts: CompiledList | null = null;
  const compileAll = () => {
    posts ??= compile(sideOf(list, 'telegram'));
  };
  const forPosts = (): CompiledList => {
    try {
      compileAll();
    } catch {
      // Whoever takes a new list calls `compileAll` first; here a message waits, and gets no verdict from a bad half.
    }
    posts ??= compile({ ...list, groups: [], rules: [] });
    return posts;
  };
  const rulesFor: Engine['rulesFor'] = ({ channel, chat }) => {
    if (channel === 'mail') return compiled.rules;
    if (channel !== 'telegram') return [];
    return chat === 'private' ? privateRules : forPosts().rules;
  };
  const explainPost = (message: Message): Explained => {
    const evidence = message.channel === 'telegram' ? postEvidence(message, forPosts()) : [];
    const { family, level, evidence: used, points, heldBack } = weigh(evidence, rulesFor(message));
    const verdict: Verdict = {
      family,
      // One post is evidence; only a channel is warned of.
      level: level === 'warning' ? 'notice' : level,
      findings: findingsOf(used),
      heldBack,
      partial: message.truncated,
      engine: ENGINE_VERSION,
      revision: list.revision,
    };
    return { verdict, evidence, points, heard: [] };
  };
  const explain: Engine['explain'] = (message) => {
    if (message.channel !== 'mail' && !(message.channel === 'telegram' && message.chat === 'private')) {
      return explainPost(message);
    }
    const { evidence, text, subject, found } = gather(message, compiled, spaces);
    const rules = rulesFor(message);
    const heard = [[subject.folded, text.folded]];
    // The second reading only adds, so it is spared where there is nothing more to find.
    if (isTampered(text, found) && weigh(evidence, rules).level !== 'warning') {
      const known = new Set(found.map(({ source }) => source));
      const again = readAgain(text, compiled.phrases);
      heard.push([subject.folded, joined(text.folded, again.tokens)]);
      const fresh = tightened(matchPatterns(compiled, [again]), stretchOf(text)).filter(
        ({ source }) => !known.has(source),
      );
      evidence.push(...fresh, ...apart(fresh));
    }
    const suspect = isSuspect(evidence);
    if (suspect) {
      topics ??= createTopics(list.topics);
      evidence.push(...topics.find(text.folded));
    }
    let weighed = weigh(evidence, rules);
    // Asked only now: most mails have nothing to lose by it.
    if (weighed.level !== 'none' && stretchOf(text) === 1) {
      weighed = weigh(spoken(evidence, text.folded), rules);
    }
    // Where no phrase speaks of any such thing, words alone are never sure enough.
    if (weighed.level !== 'none' || suspect) weighed = second.heard(weighed, rules, heard, evidence);
    const { family, level, evidence: used, points, heldBack } = weighed;
    const verdict: Verdict = {
      family,
      level,
      findings: findingsOf(used),
      heldBack,
      partial: message.truncated,
      engine: ENGINE_VERSION,
      revision: compiled.revision,
    };
    return { verdict, evidence, points, heard };
  };
  return {
    revision: compiled.revision,
    inspect: (message) => explain(message).verdict,
    explain,
    rulesFor,
    compileAll,
  };
}

interface Gathered {
  readonly evidence: Evidence[];
  readonly text: Part;
  readonly subject: Part;
  /** What the patterns found. */
  readonly found: readonly Evidence[];
}

function gather(message: Message, list: CompiledList, spaces: PartSpace[]): Gathered {
  let parts = 0;
  const read = (source: string): Part => {
    if (parts === spaces.length && parts < MAX_SPACES) spaces.push(new PartSpace());
    return readPart(source, list.phrases, spaces[parts++]);
  };
  const text = read(message.text);
  const subject = read(message.subject);
  const sender = read(message.from?.name ?? '');
  const names = message.attachments.map(({ name }) => read(spaced(name)));
  const found = matchPatterns(list, [text, subject, sender, ...names]);
  const stretch = stretchOf(text);
  const evidence = [
    ...found,
    ...hardFacts(message.text),
    ...quotedEvidence(message.text, stretch),
    ...disguises(message, text),
    ...senderEvidence(message, list),
    ...coverEvidence(message, list),
  ];
  evidence.push(...foreignEvidence(message, text, evidence));
  return { evidence: tightened(evidence, stretch), text, subject, found };
}

/** One finding a phrase and signal: two patterns may have seen the same words. */
export function findingsOf(evidence: readonly Evidence[]): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const { signal, phrase, source } of evidence) {
    const same = `${signal} ${phrase.toLowerCase()}`;
    if (seen.has(same) || findings.length >= MAX_FINDINGS) continue;
    seen.add(same);
    findings.push({ signal, phrase, source });
  }
  return findings;
}
