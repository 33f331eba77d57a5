/**
 * The stored form of something compiled: flat arrays by name, and nothing else,
 * so that any store that copies structures can keep it. Whoever reads one back
 * asks for each array by its type; what is not there or of another type was not
 * written by this version.
 */
export type Form = { readonly [name: string]: Int32Array | Uint16Array | Uint8Array };

/** A stored form that this version did not write, or that did not survive. */
export class FormError extends Error {
  override name = 'FormError';
}

export function intsOf(form: Form, name: string): Int32Array<ArrayBuffer> {
  const part = form[name];
  if (part instanceof Int32Array) return part as Int32Array<ArrayBuffer>;
  throw new FormError(`no ${name}`);
}

export function unitsOf(form: Form, name: string): Uint16Array<ArrayBuffer> {
  const part = form[name];
  if (part instanceof Uint16Array) return part as Uint16Array<ArrayBuffer>;
  throw new FormError(`no ${name}`);
}

export function bytesOf(form: Form, name: string): Uint8Array<ArrayBuffer> {
  const part = form[name];
  if (part instanceof Uint8Array) return part as Uint8Array<ArrayBuffer>;
  throw new FormError(`no ${name}`);
}
