import { WebDashError } from '../errors.js';
import { folderPath } from '../kernel/file-system/app-path.js';
import type { AppFile, LazyFile } from '../kernel/protocol.js';
import type { Downloads } from './downloads.js';
import { checkedPath } from './file-paths.js';
import { describeLazy } from './lazy-source.js';
import type { ArchiveSource, FileSource } from './sources.js';
import { unpack, type Unpacked } from './unpack.js';

/** Files of a project that have come, and such as come when they are needed. */
export interface ProjectFiles extends Unpacked {
  readonly lazyFiles: readonly LazyFile[];
}

/**
 * Loads files and archives, beside each other.
 *
 * @throws WebDashError `source-not-found`, `source-invalid`, `archive-invalid`, `archive-too-large`, `timeout`
 */
export async function loadFiles(
  files: readonly FileSource[],
  archives: readonly ArchiveSource[],
  downloads: Downloads,
): Promise<ProjectFiles> {
  const [single, unpacked] = await Promise.all([
    Promise.all(files.map((file) => loadFile(file, downloads))),
    Promise.all(archives.map((archive) => loadArchive(archive, downloads))),
  ]);
  return {
    files: [
      ...single.filter((file) => 'content' in file),
      ...unpacked.flatMap(({ files }) => files),
    ],
    lazyFiles: single.filter((file) => 'size' in file),
    folders: unpacked.flatMap(({ folders }) => folders),
  };
}

async function loadFile(file: FileSource, downloads: Downloads): Promise<AppFile | LazyFile> {
  const { url, text, lazy } = file;
  if (file.path === '') throw new WebDashError('source-invalid', 'A <web-dash-file> has no name.');
  const path = checkedPath(file.path, url ?? 'a <web-dash-file>');
  if (url === null) return { path, content: new TextEncoder().encode(text) };
  const described = lazy ? await describeLazy(path, url, downloads.signal) : null;
  if (described) return described;
  const { bytes } = await downloads.get(url, path);
  return { path, content: bytes };
}

async function loadArchive(archive: ArchiveSource, downloads: Downloads): Promise<Unpacked> {
  const { url } = archive;
  if (url === null) throw new WebDashError('source-invalid', 'A <web-dash-archive> has no url.');
  const { files, folders } = await unpack(await downloads.get(url));
  const folder = checkedPath(archive.path, url, folderPath);
  if (folder === '') return { files, folders };
  return {
    files: files.map(({ path, content }) => ({ path: `${folder}/${path}`, content })),
    folders: folders.map((path) => `${folder}/${path}`),
  };
}
