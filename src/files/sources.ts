/** A file of the author's project, as the author names it. */
export interface FileSource {
  readonly path: string;
  /** Where the file is, or `null` where its text is given. */
  readonly url: string | null;
  readonly text: string;
  /** Whether it is fetched when Python reads it, rather than before. */
  readonly lazy: boolean;
}

/** An archive with files of the author's project. */
export interface ArchiveSource {
  /** Where it is; `null` where the author has forgotten to say. */
  readonly url: string | null;
  /** The folder below the app's into which it is unpacked; `''` for the app's own. */
  readonly path: string;
}
