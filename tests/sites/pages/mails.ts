/** A mail shown by a replica. Texts are short and written for the project. */
export interface ReplicaMail {
  /** Roundcube's uid; the other sites' ids are made of it. */
  readonly id: number;
  readonly subject: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly replyTo?: string;
  /** Trusted HTML of the body. */
  readonly html: string;
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly size: string }[];
  /** Mails of one thread stand in one conversation. */
  readonly thread?: number;
  readonly collapsed?: boolean;
  readonly kind?: 'sent' | 'draft';
}

export type Lang = 'nl' | 'fr' | 'de' | 'en';

export const READER = 'robin.reader@example.org';

export const BLUFF: ReplicaMail = {
  id: 7,
  subject: 'I have been watching you',
  from: { name: 'Robin Reader', address: READER },
  to: READER,
  html: `<div><p>You do not know me, but I know you. I got into your computer and switched on its camera.</p>
<p>I have a recording of you. Pay 1.300 &euro; in <b>bit</b><i>coin</i> to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq within 48 hours, or I send it to all your contacts.</p></div>`,
};

export const SUMMONS: ReplicaMail = {
  id: 8,
  subject: 'Convocation officielle',
  from: { name: 'Direction des affaires', address: 'direction.affaires@mail.example' },
  to: READER,
  replyTo: 'bureau.reponse@post.example',
  html: `<div><p>Madame, Monsieur, vous faites l'objet de poursuites apr&egrave;s une enqu&ecirc;te.</p>
<p>R&eacute;pondez sous 72 heures &agrave; l'adresse indiqu&eacute;e, sans quoi un mandat d'arr&ecirc;t sera d&eacute;livr&eacute;.</p></div>`,
  attachments: [{ name: 'convocation.pdf', type: 'application/pdf', size: '204 KB' }],
};

export const BENIGN: ReplicaMail = {
  id: 9,
  subject: 'Buurtfeest op zaterdag',
  from: { name: 'Wijkcomité', address: 'wijk@buurt.example' },
  to: READER,
  html: `<div><p>Dag allemaal, zaterdag is het buurtfeest. Breng gerust taart mee.</p>
<p>Meer op <a href="https://buurt.example/feest">onze pagina</a>.</p></div>`,
};

export const SENT: ReplicaMail = {
  id: 10,
  subject: 'Re: Buurtfeest op zaterdag',
  from: { name: 'Robin Reader', address: READER },
  to: 'wijk@buurt.example',
  html: '<div><p>Wij komen met vier.</p></div>',
  kind: 'sent',
};

export const DRAFT: ReplicaMail = {
  id: 11,
  subject: 'Vraag over het feest',
  from: { name: 'Robin Reader', address: READER },
  to: 'wijk@buurt.example',
  html: '<div><p>Is er parking in de buurt?</p></div>',
  kind: 'draft',
};

export const THREAD: readonly ReplicaMail[] = [
  { ...BENIGN, id: 21, subject: 'Sleutel van de zaal', thread: 20, collapsed: true },
  {
    ...BENIGN,
    id: 22,
    subject: 'Sleutel van de zaal',
    thread: 20,
    from: { name: 'Sam Steen', address: 'sam@buurt.example' },
    html: '<div><p>Ik breng de sleutel morgen om negen uur.</p></div>',
  },
  {
    ...BENIGN,
    id: 23,
    subject: 'Sleutel van de zaal',
    thread: 20,
    from: { name: 'Kim Kaars', address: 'kim@buurt.example' },
    html: '<div><p>Dank je, dan zetten wij de tafels klaar.</p></div>',
  },
];

/** What is open of the thread: the others are folded to their heads. */
export const OPEN_THREAD = THREAD.filter((mail) => !mail.collapsed);

export const DEFAULT_MAILS: readonly ReplicaMail[] = [BLUFF, SUMMONS, BENIGN];

/** How the sites' own words read; they must never matter. */
export const WORDS: Record<
  Lang,
  Record<'from' | 'to' | 'subject' | 'body' | 'unread' | 'attachments' | 'reply' | 'inbox' | 'draft', string>
> = {
  nl: {
    from: 'Van',
    to: 'Aan',
    subject: 'Onderwerp',
    body: 'Berichttekst',
    unread: 'Ongelezen',
    attachments: 'Bijlagen',
    reply: 'Beantwoorden',
    inbox: 'Postvak IN',
    draft: 'Concept',
  },
  fr: {
    from: 'De',
    to: 'À',
    subject: 'Objet',
    body: 'Corps du message',
    unread: 'Non lu',
    attachments: 'Pièces jointes',
    reply: 'Répondre',
    inbox: 'Boîte de réception',
    draft: 'Brouillon',
  },
  de: {
    from: 'Von',
    to: 'An',
    subject: 'Betreff',
    body: 'Nachrichtentext',
    unread: 'Ungelesen',
    attachments: 'Anlagen',
    reply: 'Antworten',
    inbox: 'Posteingang',
    draft: 'Entwurf',
  },
  en: {
    from: 'From',
    to: 'To',
    subject: 'Subject',
    body: 'Message body',
    unread: 'Unread',
    attachments: 'Attachments',
    reply: 'Reply',
    inbox: 'Inbox',
    draft: 'Draft',
  },
};

/** The same mail, in a thread. */
export function withId(mail: ReplicaMail, id: number, thread: number): ReplicaMail {
  return { ...mail, id, thread };
}

/** Mails as conversations, in the order of their first. */
export function threads(mails: readonly ReplicaMail[]): ReplicaMail[][] {
  const groups = new Map<number, ReplicaMail[]>();
  for (const mail of mails) {
    const key = mail.thread ?? mail.id;
    groups.set(key, [...(groups.get(key) ?? []), mail]);
  }
  return [...groups.values()];
}
