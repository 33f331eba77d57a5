import type { Language } from '@/utils/schema/language';

/** What the demo mailbox itself says; mails keep their own language. */
export interface DemoWords {
  title: string;
  note: string;
  inbox: string;
  outbox: string;
  messages: string;
  preview: string;
  choose: string;
  from: string;
  to: string;
  replyTo: string;
  subject: string;
  date: string;
  attachments: string;
  blocked: string;
  open: string;
  source: string;
  forward: string;
  compose: string;
  message: string;
  send: string;
  withoutText: string;
  sent: string;
  empty: string;
  noSubject: string;
  missing: string;
}

export const DEMO_WORDS: Readonly<Record<Language, DemoWords>> = {
  en: {
    title: 'Demo mailbox',
    note: 'A page on this computer that shows mail files the way a webmail does. Nothing is sent.',
    inbox: 'Inbox',
    outbox: 'Outbox',
    messages: 'Messages',
    preview: 'Message',
    choose: 'Choose a message to read it here.',
    from: 'From',
    to: 'To',
    replyTo: 'Reply to',
    subject: 'Subject',
    date: 'Date',
    attachments: 'Attachments',
    blocked: 'Pictures from elsewhere were not loaded.',
    open: 'Open in new window',
    source: 'Show source',
    forward: 'Forward as attachment',
    compose: 'Compose',
    message: 'Message text',
    send: 'Send',
    withoutText: 'Send this message without text?',
    sent: 'Kept here as if it had been sent. Nothing left this computer.',
    empty: 'Nothing was sent yet.',
    noSubject: '(no subject)',
    missing: 'There is no such message.',
  },
  nl: {
    title: 'Demo-postvak',
    note: 'Een pagina op deze computer die mailbestanden toont zoals een webmail. Er wordt niets verstuurd.',
    inbox: 'Postvak IN',
    outbox: 'Postvak UIT',
    messages: 'Berichten',
    preview: 'Bericht',
    choose: 'Kies een bericht om het hier te lezen.',
    from: 'Van',
    to: 'Aan',
    replyTo: 'Antwoord aan',
    subject: 'Onderwerp',
    date: 'Datum',
    attachments: 'Bijlagen',
    blocked: 'Afbeeldingen van elders zijn niet geladen.',
    open: 'Openen in nieuw venster',
    source: 'Bron tonen',
    forward: 'Doorsturen als bijlage',
    compose: 'Opstellen',
    message: 'Tekst van het bericht',
    send: 'Versturen',
    withoutText: 'Dit bericht zonder tekst versturen?',
    sent: 'Hier bewaard alsof het verstuurd was. Er heeft niets deze computer verlaten.',
    empty: 'Er is nog niets verstuurd.',
    noSubject: '(geen onderwerp)',
    missing: 'Dat bericht bestaat niet.',
  },
  fr: {
    title: 'Boîte de démonstration',
    note: 'Une page sur cet ordinateur qui montre des fichiers de courriel comme un webmail. Rien n’est envoyé.',
    inbox: 'Boîte de réception',
    outbox: 'Boîte d’envoi',
    messages: 'Messages',
    preview: 'Message',
    choose: 'Choisissez un message pour le lire ici.',
    from: 'De',
    to: 'À',
    replyTo: 'Répondre à',
    subject: 'Objet',
    date: 'Date',
    attachments: 'Pièces jointes',
    blocked: 'Les images venant d’ailleurs n’ont pas été chargées.',
    open: 'Ouvrir dans une nouvelle fenêtre',
    source: 'Afficher la source',
    forward: 'Transférer en pièce jointe',
    compose: 'Rédiger',
    message: 'Texte du message',
    send: 'Envoyer',
    withoutText: 'Envoyer ce courriel sans texte ?',
    sent: 'Gardé ici comme s’il avait été envoyé. Rien n’a quitté cet ordinateur.',
    empty: 'Rien n’a encore été envoyé.',
    noSubject: '(sans objet)',
    missing: 'Ce message n’existe pas.',
  },
  de: {
    title: 'Demo-Postfach',
    note: 'Eine Seite auf diesem Computer, die Maildateien wie ein Webmail zeigt. Es wird nichts gesendet.',
    inbox: 'Posteingang',
    outbox: 'Postausgang',
    messages: 'Nachrichten',
    preview: 'Nachricht',
    choose: 'Wählen Sie eine Nachricht, um sie hier zu lesen.',
    from: 'Von',
    to: 'An',
    replyTo: 'Antwort an',
    subject: 'Betreff',
    date: 'Datum',
    attachments: 'Anhänge',
    blocked: 'Bilder von anderswo wurden nicht geladen.',
    open: 'In neuem Fenster öffnen',
    source: 'Quelltext anzeigen',
    forward: 'Als Anhang weiterleiten',
    compose: 'Verfassen',
    message: 'Text der Nachricht',
    send: 'Senden',
    withoutText: 'Diese Nachricht ohne Inhalt senden?',
    sent: 'Hier aufbewahrt, als wäre sie gesendet worden. Nichts hat diesen Computer verlassen.',
    empty: 'Es wurde noch nichts gesendet.',
    noSubject: '(kein Betreff)',
    missing: 'Diese Nachricht gibt es nicht.',
  },
};
