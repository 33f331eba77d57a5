/** `bad-phrase`: a pattern cannot be read; `too-large`: the list is beyond what may be compiled. */
export type DetectionErrorCode = 'bad-phrase' | 'too-large';

export class DetectionError extends Error {
  override readonly name = 'DetectionError';
  readonly code: DetectionErrorCode;

  constructor(code: DetectionErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
