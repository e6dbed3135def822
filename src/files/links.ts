import { ArchiveError } from '../kernel/file-system/archive-error.js';

/** The most links that lead to one another, as in Linux. */
const CHAIN_LIMIT = 40;

/**
 * The path of the file to which a link of an archive leads, over other links.
 *
 * @param link the link's path, in the form of `appPath`, as are those of `files` and `links`
 * @param files paths of all files
 * @param links what each link leads to, from the archive's top: `data/../names.csv`
 * @throws {ArchiveError} where that is no file of the archive
 */
export function fileBehind(
  link: string,
  files: ReadonlySet<string>,
  links: ReadonlyMap<string, string>,
): string {
  let path: string | null = link;
  for (let length = 0; length < CHAIN_LIMIT && path !== null; length++) {
    if (files.has(path)) return path;
    const target = links.get(path);
    path = target === undefined ? null : withoutDots(target);
  }
  throw new ArchiveError(
    `holds a link, ${JSON.stringify(link)}, that leads to no file in it (${links.get(link)})`,
  );
}

/** A path in its shortest form; `null` if it isn't below where it begins. */
function withoutDots(path: string): string | null {
  if (path.startsWith('/')) return null;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
