/**
 * Why the original could not be had: `unreachable`, `too-large`, `not-a-mail`
 * (a login page answers with status 200 too).
 */
export type ReportErrorCode = 'unreachable' | 'too-large' | 'not-a-mail';

export class ReportError extends Error {
  override readonly name = 'ReportError';
  readonly code: ReportErrorCode;

  constructor(code: ReportErrorCode, cause?: unknown) {
    super(`report ${code}`, { cause });
    this.code = code;
  }
}
