import { neutralWord, sentences } from '@/tests/support/obfuscate/neutral';
import { pick } from '@/tests/support/obfuscate/random';
import { eachWord, pieces, type Random, type Tactic } from '@/tests/support/obfuscate/tactic';

/** Tactics on what stands between and around the words. */

const BLANKS = ['  ', '   ', '\u00a0', '\u2003', ' \u3000', '\t', ' \u00a0 ', '\n'];
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const HUGE_SENTENCES = 400;

export const LAYOUT_TACTICS: readonly Tactic[] = [
  { id: 'white-padding', isDisguise: false, text: whitePadding },
  { id: 'narrow-lines', isDisguise: false, text: (text) => narrow(text, 28) },
  { id: 'base64-noise', isDisguise: true, text: base64Noise },
  {
    id: 'huge-padding-before',
    isDisguise: false,
    text: (text, random) => `${sentences(HUGE_SENTENCES, random)}\n\n${text}`,
  },
  {
    id: 'huge-padding-after',
    isDisguise: false,
    text: (text, random) => `${text}\n\n${sentences(HUGE_SENTENCES, random)}`,
  },
  { id: 'empty-lines', isDisguise: false, text: (text) => `${text.replaceAll('\n', '\n'.repeat(40))}` },
  { id: 'quoted-lines', isDisguise: false, text: (text) => quoted(narrow(text, 64)) },
  { id: 'below-a-thread', isDisguise: false, text: belowThread },
  { id: 'above-a-thread', isDisguise: false, text: aboveThread },
  { id: 'words-in-brackets', isDisguise: true, text: wordsInBrackets },
  { id: 'literal-breaks', isDisguise: true, text: (text) => text.replaceAll('\n', '</br>\n') },
  { id: 'literal-entities', isDisguise: true, text: literalEntities },
  { id: 'in-a-bounce', isDisguise: false, text: bounce },
  { id: 'signature-clutter', isDisguise: false, text: signature },
];

function whitePadding(text: string, random: Random): string {
  return pieces(text)
    .map((piece, at) => (at % 2 === 1 && random() < 0.4 ? `${piece}${pick(random, BLANKS)}` : piece))
    .join('');
}

/** Lines as a mail program of old cuts them, in the middle of phrases. */
function narrow(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => {
      const lines = [''];
      for (const word of line.split(' ')) {
        const last = lines.at(-1) ?? '';
        if (last !== '' && last.length + word.length >= columns) lines.push(word);
        else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
      }
      return lines.join('\n');
    })
    .join('\n');
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `>> ${line}`)
    .join('\n');

function noise(random: Random, length: number): string {
  return Array.from({ length }, () => BASE64.charAt(Math.floor(random() * 64))).join('');
}

function base64Noise(text: string, random: Random): string {
  return text
    .split('\n')
    .map((line) => (random() < 0.5 ? `${line}\n${noise(random, 60)}` : line))
    .join('\n');
}

function wordsInBrackets(text: string, random: Random): string {
  return pieces(text)
    .map((piece, at) => (at % 2 === 0 && random() < 0.15 ? `${piece} [${neutralWord(random)}]` : piece))
    .join('');
}

function literalEntities(text: string, random: Random): string {
  return eachWord(text, random, 1, (word) =>
    word.replace(/[a-z]/gi, (letter) => (random() < 0.15 ? `&#${letter.charCodeAt(0)};` : letter)),
  );
}

/**
 * A harmless thread on top, the scam at its end. Not as a quotation in it: that is
 * what a reader's own report and the answer to it look like, and they are no scam.
 */
function belowThread(text: string, random: Random): string {
  return [
    sentences(4, random),
    'On Tuesday someone wrote:',
    quoted(narrow(sentences(20, random), 70)),
    text,
  ].join('\n\n');
}

function aboveThread(text: string, random: Random): string {
  const thread = [1, 2, 3].map((depth) =>
    narrow(sentences(10, random), 60)
      .split('\n')
      .map((line) => `${'>'.repeat(depth)} ${line}`)
      .join('\n'),
  );
  return [text, 'On Tuesday someone wrote:', ...thread].join('\n\n');
}

function bounce(text: string): string {
  return [
    'This is the mail system at host mx.example.',
    'I am sorry to have to inform you that your message could not be delivered to one or more recipients.',
    '<someone@b.example>: host mx.b.example said: 550 5.1.1 user unknown',
    '--- The message that could not be delivered follows ---',
    'Received: from a.example (a.example [192.0.2.7]) by mx.example; Tue, 3 Mar 2026 10:00:00 +0100\nTo: someone@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8',
    text,
  ].join('\n\n');
}

function signature(text: string, random: Random): string {
  return [
    text,
    '-- ',
    'A. Person | Sales office | Phone 0000 00 00 00 | www.shop.example',
    'This e-mail and its attachments are confidential and meant for the addressee only. If you received it by mistake, please tell the sender and delete it.',
    'Please consider the environment before printing this e-mail.',
    sentences(3, random),
    'Sent from my phone',
  ].join('\n');
}
