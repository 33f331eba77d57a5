/** `seed-unreadable`: the list inside the build cannot be fetched or is not a list. */
export type FeedErrorCode = 'seed-unreadable';

export class FeedError extends Error {
  override readonly name = 'FeedError';
  readonly code: FeedErrorCode;

  constructor(code: FeedErrorCode, cause?: unknown) {
    super(`feed ${code}`, { cause });
    this.code = code;
  }
}
