import { assemble, type CompiledList } from '@/utils/detection/compile';
import { ENGINE_VERSION } from '@/utils/detection/engine';
import type { PatternList } from '@/utils/schema/list';
import { type Form, FormError } from '@/utils/text/form';
import { Phrases } from '@/utils/text/phrases';

/**
 * A compiled list as it is stored, so that a background that wakes need not
 * compile: flat arrays that any store copies as they are. Weights, rules and
 * names are not in it; they come with the list, and the form belongs to that list
 * alone (`key`).
 *
 * It is only ever a copy of what can be made again. So nothing in it is repaired:
 * another format, another engine, another list, or a sum that is not that of the
 * arrays, and it is refused.
 */
export interface CompiledForm {
  readonly format: typeof FORMAT;
  readonly engine: string;
  readonly key: string;
  readonly sum: number;
  readonly phrases: Form;
  readonly authorities: Form;
}

/** Raised when the arrays mean something else. */
const FORMAT = 3;

/** `key` names the list; two lists that differ have two keys. */
export function freeze(compiled: CompiledList, key: string): CompiledForm {
  const phrases = compiled.phrases.form();
  const authorities = compiled.authorities.form();
  const sum = sumOf([phrases, authorities]);
  return { format: FORMAT, engine: ENGINE_VERSION, key, sum, phrases, authorities };
}

/** The compiled form of `list` that was frozen under `key`. @throws FormError when this is not it, whatever it is. */
export function thaw(stored: unknown, list: PatternList, key: string): CompiledList {
  const {
    format,
    engine,
    key: storedKey,
    sum,
    phrases,
    authorities,
  } = (stored ?? {}) as Partial<CompiledForm>;
  if (format !== FORMAT || engine !== ENGINE_VERSION) throw new FormError('written by another version');
  if (storedKey !== key) throw new FormError('of another list');
  if (!isForm(phrases) || !isForm(authorities)) throw new FormError('no arrays');
  if (sum !== sumOf([phrases, authorities])) throw new FormError('its sum is wrong');
  return assemble(list, Phrases.of(phrases), Phrases.of(authorities));
}

function isForm(value: unknown): value is Form {
  return typeof value === 'object' && value !== null && Object.values(value).every(ArrayBuffer.isView);
}

/** Sees what a store may do to bytes: not a seal, nobody but this extension writes there. Four bytes at a time: this is most of the cost of a wake. */
function sumOf(forms: readonly Form[]): number {
  let sum = 0;
  for (const form of forms) {
    for (const name of Object.keys(form).sort()) {
      const part = form[name];
      if (part === undefined) continue;
      sum = Math.imul(sum ^ part.length, PRIME);
      sum = sumOfWords(sum, wordsOf(part));
    }
  }
  return sum;
}

const PRIME = 0x01000193;

function sumOfWords(begin: number, words: Int32Array): number {
  let sum = begin;
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ (words[i] ?? 0), PRIME) ^ (sum >>> 17);
  return sum;
}

/** The bytes of an array as whole words; the last is filled up with nothing. */
function wordsOf({ buffer, byteOffset, byteLength }: Form[string]): Int32Array {
  if (byteOffset % 4 === 0 && byteLength % 4 === 0) return new Int32Array(buffer, byteOffset, byteLength / 4);
  const bytes = new Uint8Array(Math.ceil(byteLength / 4) * 4);
  bytes.set(new Uint8Array(buffer, byteOffset, byteLength));
  return new Int32Array(bytes.buffer);
}
