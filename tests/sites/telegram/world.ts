/**
 * What the cloud behind the two replicas of Telegram Web holds. All of it is written for the tests: a channel
 * that trades in forged papers, in plain words, and four chats that nobody has to be warned of.
 *
 * Ids of media begin with the number of their chat, so that a test can tell whose bytes lie in a cache.
 */

export type MediaKind =
  | 'photo'
  | 'video'
  | 'gif'
  | 'voice'
  | 'sticker'
  | 'document'
  | 'preview'
  | 'avatar'
  | 'story';

export interface Media {
  readonly kind: MediaKind;
  readonly id: string;
  readonly mime: string;
  readonly size: number;
  /** File name of a document. */
  readonly name?: string;
}

export interface CloudMessage {
  readonly id: number;
  readonly text: string;
  readonly date: number;
  /** Two and more are an album. */
  readonly media: readonly Media[];
  readonly from?: string;
  readonly forwardedFrom?: string;
  readonly replyTo?: number;
  readonly link?: string;
}

export interface CloudChat {
  /** As client K writes it. */
  readonly peer: string;
  readonly kind: 'private' | 'group' | 'channel';
  /** A group of the new kind, whose id is written like a channel's. */
  readonly isSuper?: boolean;
  readonly title: string;
  readonly username: string;
  readonly about: string;
  readonly members: number;
  readonly avatar: Media;
  readonly story: Media;
  readonly messages: readonly CloudMessage[];
  /** Messages before those: made up as they are asked for. */
  readonly older: number;
}

export const TRADE = '-1900100001';
export const NEWS = '-1900100002';
export const LONG = '-1900100003';
export const TRADE_GROUP = '-1900100004';
export const FAMILY = '-5501';
export const FRIEND = '777001';

const START = 1_790_000_000;

const MIME: Record<MediaKind, [mime: string, size: number]> = {
  photo: ['image/png', 60_000],
  video: ['video/webm', 900_000],
  gif: ['video/webm', 90_000],
  voice: ['audio/wav', 24_000],
  sticker: ['image/png', 20_000],
  document: ['application/zip', 40_000],
  preview: ['image/png', 30_000],
  avatar: ['image/png', 8_000],
  story: ['image/png', 50_000],
};

/** Media of one chat, numbered through. */
function mediaOf(code: number) {
  let last = 100;
  return (kind: MediaKind, name?: string): Media => {
    last += 1;
    const [mime, size] = MIME[kind];
    return { kind, id: `${code}${last}`, mime, size, ...(name === undefined ? {} : { name }) };
  };
}

type Draft = Partial<Omit<CloudMessage, 'id' | 'text' | 'date'>> & { readonly text: string };

/** Ten numbers apart: the pictures of an album are messages of their own. */
function written(drafts: readonly Draft[], first = 101): CloudMessage[] {
  return drafts.map((draft, index) => ({
    id: first + index * 10,
    date: START + index * 60,
    media: [],
    ...draft,
  }));
}

function trade(): CloudChat {
  const media = mediaOf(70_001);
  return {
    peer: TRADE,
    kind: 'channel',
    title: 'Papierwinkel Direct',
    username: 'papierwinkel_direct',
    about: 'Rijbewijs, paspoort en diploma, echt geregistreerd. Bestellen via dm.',
    members: 15_300,
    avatar: media('avatar'),
    story: media('story'),
    older: 0,
    messages: written([
      { text: 'Rijbewijs zonder examen, geregistreerd in het systeem, 900 euro. Dm voor bestellen.' },
      {
        text: 'Valse identiteitskaart of paspoort nodig? Levering in 5 dagen, betaling in bitcoin.',
        media: [media('photo')],
      },
      { text: '', media: [media('photo'), media('photo')] },
      { text: 'Zo ziet ons paspoort eruit, niet te onderscheiden van echt.', media: [media('video')] },
      { text: '', media: [media('gif')] },
      { text: '', media: [media('voice')] },
      { text: '', media: [media('sticker')] },
      { text: 'Prijslijst van alle papieren.', media: [media('document', 'prijslijst.zip')] },
      {
        text: 'Nep diploma van elke hogeschool te koop: https://papieren.example/lijst 350 euro.',
        link: 'https://papieren.example/lijst',
        media: [media('preview')],
      },
      { text: 'Covid certificaat en vaccinatiebewijs met QR, zonder prik, 150 euro.', replyTo: 111 },
      {
        text: 'Doorgestuurd: nieuwe lading paspoorten.',
        forwardedFrom: TRADE_GROUP,
        media: [media('photo')],
      },
    ]),
  };
}

function tradeGroup(): CloudChat {
  const media = mediaOf(70_004);
  return {
    peer: TRADE_GROUP,
    kind: 'group',
    isSuper: true,
    title: 'Rijbewijs te koop',
    username: '',
    about: 'Rijbewijzen en paspoorten zonder examen.',
    members: 812,
    avatar: media('avatar'),
    story: media('story'),
    older: 0,
    messages: written([
      { text: 'Rijbewijs B kopen zonder examen, 850 euro, geregistreerd bij de gemeente. Stuur dm.' },
      { text: 'Paspoort en identiteitskaart vals maar perfect, betaling met bitcoin of monero.' },
      { text: 'Nep diploma te koop, elke school, 300 euro.', from: FRIEND, media: [media('photo')] },
      { text: 'Vaccinatiebewijs met QR zonder prik, 120 euro, levering vandaag.', media: [media('photo')] },
    ]),
  };
}

function news(): CloudChat {
  const media = mediaOf(70_002);
  return {
    peer: NEWS,
    kind: 'channel',
    title: 'Nieuws uit de streek',
    username: 'nieuws_uit_de_streek',
    about: 'Berichten uit de gemeente, elke dag.',
    members: 4_213,
    avatar: media('avatar'),
    story: media('story'),
    older: 0,
    messages: written([
      { text: 'De markt verhuist deze week naar het stationsplein.', media: [media('photo')] },
      { text: 'Foto’s van de optocht van zondag.', media: [media('photo'), media('photo')] },
      { text: 'De brug is weer open voor verkeer.', media: [media('video')] },
      { text: '', media: [media('gif')] },
      { text: 'Interview met de burgemeester.', media: [media('voice')] },
      { text: '', media: [media('sticker')] },
      { text: 'Programma van het zomerfeest.', media: [media('document', 'programma.zip')] },
      {
        text: 'Lees verder: https://streek.example/brug',
        link: 'https://streek.example/brug',
        media: [media('preview')],
      },
      { text: 'Het zwembad is morgen gesloten.', replyTo: 101 },
    ]),
  };
}

function family(): CloudChat {
  const media = mediaOf(70_005);
  return {
    peer: FAMILY,
    kind: 'group',
    title: 'Familie',
    username: '',
    about: '',
    members: 3,
    avatar: media('avatar'),
    story: media('story'),
    older: 0,
    messages: written(
      [
        { text: 'Wie brengt er taart mee?', from: FRIEND },
        { text: 'De kinderen in de tuin.', from: FRIEND, media: [media('photo')] },
        { text: 'Tot zondag!', from: FRIEND, media: [media('voice')] },
      ],
      11,
    ),
  };
}

function friend(): CloudChat {
  const media = mediaOf(70_006);
  return {
    peer: FRIEND,
    kind: 'private',
    title: 'Noor',
    username: 'noor_voorbeeld',
    about: '',
    members: 2,
    avatar: media('avatar'),
    story: media('story'),
    older: 0,
    messages: written(
      [
        { text: 'Hoe laat spreken we af?' },
        { text: 'Dit is het boek dat ik bedoelde.', media: [media('photo')] },
        { text: '', media: [media('sticker')] },
      ],
      21,
    ),
  };
}

function long(): CloudChat {
  const media = mediaOf(70_003);
  return {
    peer: LONG,
    kind: 'group',
    isSuper: true,
    title: 'Tuinvereniging De Linde',
    username: 'tuin_de_linde',
    about: 'Alles over de tuin.',
    members: 640,
    avatar: media('avatar'),
    story: media('story'),
    older: 10_000,
    messages: written([{ text: 'De vergadering begint om acht uur.' }], 10_001),
  };
}

/** Newest activity first, as both apps list them. The flagged chats stand in the list with the others. */
export const WORLD: readonly CloudChat[] = [news(), trade(), family(), friend(), long(), tradeGroup()];

/** Message `id` of the part of a long chat that is made up as it is asked for. */
export function olderMessage(id: number): CloudMessage {
  const photo: Media = { kind: 'photo', id: `70003${100_000 + id}`, mime: 'image/png', size: 12_000 };
  return {
    id,
    date: START + id,
    text: `Bericht ${id}: in vak ${id % 97} staan de bonen ${id % 7} cm hoger dan vorige week.`,
    media: id % 25 === 0 ? [photo] : [],
  };
}

/** The chat that a medium of these is of. */
export function peerOfMedia(id: string): string | undefined {
  const code = id.slice(0, 5);
  return WORLD.find(({ avatar }) => avatar.id.startsWith(code))?.peer;
}

/** Any medium that has the number of a chat; what no message of the beginning holds is a small picture. */
export function mediaById(id: string): Media | undefined {
  const chat = WORLD.find(({ avatar }) => avatar.id.slice(0, 5) === id.slice(0, 5));
  if (!chat) return undefined;
  const own = mediaOfChat(chat.peer).find((each) => each.id === id);
  return own ?? { kind: 'photo', id, mime: 'image/png', size: 12_000 };
}

/** Every medium of a chat, but for messages that are made up as they are asked for. */
function mediaOfChat(peer: string): readonly Media[] {
  const chat = WORLD.find((each) => each.peer === peer);
  if (!chat) return [];
  return [chat.avatar, chat.story, ...chat.messages.flatMap(({ media }) => [...media])];
}
