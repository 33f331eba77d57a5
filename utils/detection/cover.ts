import type { CompiledList } from '@/utils/detection/compile';
import type { Evidence } from '@/utils/detection/evidence';
import { clip } from '@/utils/detection/match';
import type { NameKind } from '@/utils/detection/name-kinds';
import { namesIn } from '@/utils/detection/names';
import { isFreeMail, isOfficialMail } from '@/utils/detection/sender';
import type { Message } from '@/utils/schema/message';
import type { Signal } from '@/utils/schema/signal';

/**
 * A fake summons whose letter is a picture or a document: the body says next to
 * nothing, so sender, subject and names of files are the evidence.
 *
 * Innocent mail looks much the same: "see attached", from a colleague, a club
 * or a bailiff. What tells them apart: an authority writes from its own domain,
 * a bailiff or lawyer from one that is not free for all, a real letter comes as
 * a document and not as a picture, and "convocation" alone calls to a general
 * meeting more often than to court. So no single one of these is enough.
 */

/** Bodies of real covers have 17 to 237 characters; a greeting and a signature may stand around. */
const COVER_CHARS = 320;
const LETTER = /\.(?:pdf|jpe?g|png|gif|webp|docx?|odt|rtf|heic|tiff?|bmp|html?|zip)$|\(pdf\)$|^[^.]{4,}$/i;
const PICTURE = /\.(?:jpe?g|png|gif|webp|heic|tiff?|bmp)$/i;
/** Pictures that mail programs and signatures bring along. */
const CLUTTER = /^(?:image|logo|icon|outlook|signature|banner)[-_ ]?\w*\.(?:png|gif|jpe?g)$/i;
const MAX_NAME = 120;
/** Whoever really summons gives days, on paper; hours are what these letters give, in any language. */
const HOURS = /(?<!\d)(?:12|24|36|48|72|96)\s*-?\s*(?:h|u|st|ore|ora|g)/i;
/** A subject or file name that is little else than the name of an authority. */
const TITLE_SHARE = 0.5;

export function coverEvidence(message: Message, list: CompiledList): Evidence[] {
  const { from, subject, text, images } = message;
  if (text.trim().length > COVER_CHARS) return [];
  const files = message.attachments.filter(({ name }) => LETTER.test(name) && !CLUTTER.test(name));
  const picture = files.some(({ name }) => PICTURE.test(name));
  // A picture in the body is a letter only where nothing else is there to read.
  const isPicture = files.length === 0 && images > 0 && text.trim().length < COVER_CHARS / 4;
  if (files.length === 0 && !isPicture) return [];

  const titles = [subject, ...files.map(({ name }) => spaced(name))]
    .slice(0, 8)
    .map((title) => title.slice(0, 200));
  const inTitles = titles.map((title) => namesIn(title, list));
  const inBody = namesIn(text, list);
  const inSender = namesIn(senderWords(message), list);
  const all = [...inTitles, inBody, inSender];
  const has = (kind: NameKind, where = all) => where.some((kinds) => kinds.has(kind));
  const official = from !== undefined && isOfficialMail(from.address, list);
  const free = from !== undefined && isFreeMail(from.address, list);
  const impostor = has('authority', [inSender]);
  // A police band has a police's name; a false police may well speak of a meeting.
  if (has('harmless', impostor && free ? [inSender] : all)) return [against('harmless')];
  if (official) return [];
  // Courts, bailiffs and lawyers write such letters, from addresses of their own.
  const isOffice = has('office', [inSender]) && !free;
  const hours = HOURS.exec(text)?.[0];
  if (isOffice && !picture && !hours) return [against('office', 8)];

  const phrase = clip((files[0]?.name ?? subject).slice(0, MAX_NAME));
  const evidence: Evidence[] = [];
  const add = (signal: Signal, weight: number, source: string, quote = phrase) =>
    evidence.push({ family: 'summons', signal, weight, phrase: quote, source: `indicator.cover${source}` });

  const strict = has('strict-letter', [...inTitles, inBody]);
  const letter = strict || has('plain-letter', inTitles);
  const title = Math.max(0, ...inTitles.map((kinds) => kinds.get('authority') ?? 0));
  if (!letter && title === 0 && !impostor) return [];

  add('cover', picture || isPicture ? 3 : 2, '');
  if (letter && hours) add('deadline', 5, '.hours', clip(hours));
  if (letter) add('demand', strict ? 3 : 2, '.letter', clip(subject.slice(0, MAX_NAME)) || phrase);
  if (letter && free) add('sender', 1, '.free', clip(from.address));
  if (title > 0)
    add('authority', title >= TITLE_SHARE ? 3 : 2, '.authority', clip(subject.slice(0, MAX_NAME)));
  if (impostor) add('authority', 2, '.impostor', clip(`${from?.name ?? ''} <${from?.address ?? ''}>`));
  if (isOffice && !impostor) evidence.push(against('office'));
  return evidence;
}

const against = (why: string, weight = 3): Evidence => ({
  family: 'benign',
  signal: 'transaction',
  weight,
  phrase: '',
  source: `indicator.cover.${why}`,
});

function senderWords({ from }: Message): string {
  if (!from) return '';
  return `${from.name} ${from.address.split('@')[0]?.replaceAll(/[._-]/g, ' ') ?? ''}`;
}

/** `Convocation_police (1).pdf` as words; the digits of `EUROPOL1.jpg` apart. */
export function spaced(name: string): string {
  return name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_\-.+()[\]]+/g, ' ')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
}
