/** What an archive holds at a path, as the archive writes it. */
export type ArchiveEntry =
  | { readonly path: string; readonly content: Uint8Array<ArrayBuffer> }
  /** A folder. */
  | { readonly path: string; readonly content: null }
  /** A link: `target` is what it leads to, from the archive's top. */
  | { readonly path: string; readonly target: string };

/** What a symbolic link leads to, from the archive's top: it says so from its own folder. */
export function targetOf(path: string, link: string): string {
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${link}`;
}
