/** The error numbers of WASI that are given or understood here; Emscripten's are the same. */
export const ERRNO = {
  EACCES: 2,
  EIO: 29,
  EISDIR: 31,
  ENODEV: 43,
  ENOENT: 44,
  ENOSPC: 51,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
  EROFS: 69,
} as const;

/** The number of an `FS.ErrnoError`; `undefined` for other errors. */
export function errnoOf(error: unknown): number | undefined {
  const { errno } = (error ?? {}) as { errno?: unknown };
  return typeof errno === 'number' ? errno : undefined;
}
