import type { FeedErrorCode, ReleaseFile } from '@/utils/schema/feed-error';

export class FeedError extends Error {
  override readonly name = 'FeedError';
  readonly code: FeedErrorCode;
  readonly file: ReleaseFile | null;

  constructor(code: FeedErrorCode, file: ReleaseFile | null = null, cause?: unknown) {
    super(`feed ${code}${file ? ` (${file})` : ''}`, { cause });
    this.code = code;
    this.file = file;
  }
}
