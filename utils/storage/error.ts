/** `unavailable`: the browser gives no database (full disk, private mode, blocked). `unreadable`: something is there, but not what we wrote. */
export type StorageErrorCode = 'unavailable' | 'unreadable';

export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, cause?: unknown) {
    super(`storage ${code}`, { cause });
    this.code = code;
  }
}
