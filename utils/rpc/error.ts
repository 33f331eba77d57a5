/**
 * Why a call did not succeed:
 * `no-answer` (the background is asleep beyond waking, or broken), `gone` (the
 * extension was updated or removed under a page that still runs the old
 * script), `refused` (not a call, or not from there), `failed` (the background
 * tried and could not).
 */
export type CallErrorCode = 'no-answer' | 'gone' | 'refused' | 'failed';

export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: CallErrorCode;

  constructor(code: CallErrorCode, cause?: unknown) {
    super(`call ${code}`, { cause });
    this.code = code;
  }
}
