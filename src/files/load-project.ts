import { WebDashError } from '../errors.js';
import type { AppFile, LazyFile, TextFile } from '../kernel/protocol.js';
import type { Downloaded, Downloads } from './downloads.js';
import { loadFiles } from './load-files.js';
import { parseManifest } from './manifest.js';
import { findMain, withoutTopFolder } from './project.js';
import { hasArchiveName, isArchive, unpack } from './unpack.js';

/** What `src` names: one Python file, or all of a project. */
export interface Project {
  /** The main file's path. */
  readonly filename: string;
  /** What is in it. */
  readonly code: string;
  /** The others. */
  readonly files: readonly AppFile[];
  readonly lazyFiles: readonly LazyFile[];
  /** What a manifest says that the app needs. */
  readonly requirements: readonly TextFile[];
}

/**
 * Loads a Python file, an archive or the JSON manifest of a project.
 *
 * @throws WebDashError `main-not-found`, `main-ambiguous`, `manifest-invalid`, or what {@link loadFiles} throws
 */
export async function loadProject(src: string, downloads: Downloads): Promise<Project> {
  const main = await downloads.get(src);
  if (isArchive(main.bytes) || hasArchiveName(main.url)) {
    return projectOf(null, withoutTopFolder(await unpack(main)), main.url);
  }
  if (isManifest(main)) return loadManifest(main, downloads);
  const code = new TextDecoder().decode(main.bytes);
  return { filename: fileName(main.url), code, files: [], lazyFiles: [], requirements: [] };
}

async function loadManifest(manifest: Downloaded, downloads: Downloads): Promise<Project> {
  const { url } = manifest;
  const { main, files, archives, requirements } = parseManifest(manifest);
  const loaded = await loadFiles(files, archives, downloads);
  return {
    ...projectOf(main, loaded.files, url),
    lazyFiles: loaded.lazyFiles,
    requirements: [{ text: requirements, base: url }],
  };
}

/** @param main the main file's path, where that is known */
function projectOf(main: string | null, files: readonly AppFile[], origin: string): Project {
  const filename = main ?? findMain(files, origin);
  const file = files.find(({ path }) => path === filename);
  if (!file) {
    const message = `${origin} has no file ${JSON.stringify(filename)}.`;
    throw new WebDashError('main-not-found', message, { detail: origin });
  }
  return {
    filename,
    code: new TextDecoder().decode(file.content),
    files: files.filter((other) => other !== file),
    lazyFiles: [],
    requirements: [],
  };
}

function isManifest({ url, type }: Downloaded): boolean {
  return type === 'application/json' || new URL(url).pathname.endsWith('.json');
}

/** The last part of an address's path, as tracebacks are to name it. */
function fileName(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  return name.endsWith('.py') ? name : 'app.py';
}
