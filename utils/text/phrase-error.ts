/** A phrase whose notation cannot be read; the message says what is wrong with it. */
export class PhraseError extends Error {
  override name = 'PhraseError';
}
