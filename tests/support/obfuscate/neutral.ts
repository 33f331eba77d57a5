import { pick } from '@/tests/support/obfuscate/random';
import type { Random } from '@/tests/support/obfuscate/tactic';

/** Harmless prose to hide among: what a club, a shop or a school might write. */
const SENTENCES = [
  'The library will be closed on Monday because the roof is being repaired.',
  'Thank you for your order; the parcel will be with you by Thursday.',
  'Please bring a cup of your own, there will be soup for everyone.',
  'The choir sings in the old church at eight and the doors open at seven.',
  'De wandeling begint om tien uur aan de brug en is ongeveer zes kilometer lang.',
  'Vergeet niet om de sleutel van de zaal na afloop weer in de kast te hangen.',
  'De bakker heeft deze week appeltaart en roggebrood in de aanbieding.',
  'La réunion des parents aura lieu mardi soir dans la grande salle de l’école.',
  'Nous cherchons encore deux personnes pour tenir la buvette samedi après-midi.',
  'Le jardin est ouvert tous les jours sauf quand il pleut très fort.',
  'Der Chor probt am Mittwoch im Gemeindehaus, neue Stimmen sind willkommen.',
  'Bitte denken Sie daran, die Fahrräder nicht vor dem Eingang abzustellen.',
  'Das Sommerfest findet bei jedem Wetter auf der Wiese hinter der Schule statt.',
  'The minutes of the last meeting are attached, with the list of what was agreed.',
] as const;

const WORDS =
  'garden soup ladder window bicycle brug tafel lente jardin cuisine rivière Fenster Wiese Kuchen'.split(' ');

export function sentences(count: number, random: Random): string {
  return Array.from({ length: count }, () => pick(random, SENTENCES)).join(' ');
}

export const neutralWord = (random: Random): string => pick(random, WORDS);
