/** Why an archive can't be unpacked; a sentence's end, of which the archive is the subject. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}
