import type { Contents, Index, SavedFile } from './storage.js';

/** A file whose bytes aren't saved yet. */
export interface NewFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When the app changed the file, in milliseconds since 1970. */
  readonly modified: number;
}

/**
 * A file of this size, in bytes, has a content of its own. Smaller ones that are saved together share one: to
 * make a file takes browsers far longer than to fill it.
 */
const LARGE = 1 << 20;

/**
 * Writes what is new.
 *
 * @param name begins the names of new contents; none that is there does so
 * @param last what was saved last
 * @param files by path; `null` for one that is as in `last`
 * @returns where all of `files` are now
 */
export async function writeContents(
  storage: Contents,
  name: string,
  last: Index,
  files: ReadonlyMap<string, NewFile | null>,
): Promise<Pick<Index, 'contents' | 'files'>> {
  const saved = new Map(last.files.filter(([path]) => files.get(path) === null));
  const moving = await takeOver(storage, last.contents, saved);
  for (const [path] of moving) saved.delete(path);
  const fresh = [...moving];
  for (const [path, file] of files) if (file) fresh.push([path, file]);
  const small = fresh.filter(([, { bytes }]) => bytes.length < LARGE);
  const large = fresh.filter(([, { bytes }]) => bytes.length >= LARGE);
  const added: [string, number][] = [];
  for (const group of [small, ...large.map((file) => [file])]) {
    if (group.length === 0) continue;
    const content = `${name}-${added.length}`;
    let offset = 0;
    for (const [path, { bytes, modified }] of group) {
      saved.set(path, { content, offset, size: bytes.length, modified });
      offset += bytes.length;
    }
    await storage.write(content, joined(group.map(([, { bytes }]) => bytes)));
    added.push([content, offset]);
  }
  const used = new Set([...saved.values()].map(({ content }) => content));
  const contents = [...last.contents.filter(([content]) => used.has(content)), ...added];
  return { contents, files: [...saved] };
}

/** The bytes of a file in its content; not copied where they are all of it. */
export function part(
  content: Uint8Array<ArrayBuffer>,
  { offset, size }: SavedFile,
): Uint8Array<ArrayBuffer> {
  return size === content.length ? content : content.slice(offset, offset + size);
}

/** What is still needed of contents that for the most part are not: so that these can go. */
async function takeOver(
  storage: Contents,
  present: Index['contents'],
  saved: ReadonlyMap<string, SavedFile>,
): Promise<readonly [path: string, file: NewFile][]> {
  const taken: [path: string, file: NewFile][] = [];
  for (const [name, length] of present) {
    const needed = [...saved].filter(([, { content }]) => content === name);
    const size = needed.reduce((sum, [, file]) => sum + file.size, 0);
    if (needed.length === 0 || size >= length / 2) continue;
    const bytes = await storage.read(name);
    if (bytes?.length !== length) continue;
    for (const [path, file] of needed) {
      taken.push([path, { bytes: part(bytes, file), modified: file.modified }]);
    }
  }
  return taken;
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const bytes of parts) {
    all.set(bytes, offset);
    offset += bytes.length;
  }
  return all;
}
