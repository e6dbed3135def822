import { WebDashError } from '../errors.js';
import type { TextFile } from '../kernel/protocol.js';
import type { Downloaded, Downloads } from './downloads.js';
import { loadFiles, type ProjectFiles } from './load-files.js';
import { parseManifest } from './manifest.js';
import { findMain, withoutTopFolder } from './project.js';
import { hasArchiveName, isArchive, unpack } from './unpack.js';

/** What `src` names: one Python file, or all of a project; `files` are those besides the main one. */
export interface Project extends ProjectFiles {
  /** The main file's path. */
  readonly filename: string;
  /** What is in it. */
  readonly code: string;
  /** What a manifest says that the app needs. */
  readonly requirements: readonly TextFile[];
}

/** A project that is nothing but code. */
export function projectOfCode(code: string): Project {
  return { filename: 'app.py', code, files: [], lazyFiles: [], folders: [], requirements: [] };
}

/**
 * Loads a Python file, an archive or the JSON manifest of a project.
 *
 * @throws WebDashError `main-not-found`, `main-ambiguous`, `manifest-invalid`, or what {@link loadFiles} throws
 */
export async function loadProject(src: string, downloads: Downloads): Promise<Project> {
  const main = await downloads.get(src);
  if (isArchive(main.bytes) || hasArchiveName(main.url)) {
    return projectOf(null, { ...withoutTopFolder(await unpack(main)), lazyFiles: [] }, main.url);
  }
  if (isManifest(main)) return loadManifest(main, downloads);
  const code = new TextDecoder().decode(main.bytes);
  return { ...projectOfCode(code), filename: fileName(main.url) };
}

async function loadManifest(manifest: Downloaded, downloads: Downloads): Promise<Project> {
  const { url } = manifest;
  const { main, files, archives, requirements } = parseManifest(manifest);
  const loaded = await loadFiles(files, archives, downloads);
  return {
    ...projectOf(main, loaded, url),
    requirements: [{ text: requirements, base: url }],
  };
}

/** @param main the main file's path, where that is known */
function projectOf(main: string | null, loaded: ProjectFiles, origin: string): Project {
  const { files } = loaded;
  const filename = main ?? findMain(files, origin);
  const file = files.find(({ path }) => path === filename);
  if (!file) {
    const message = `${origin} has no file ${JSON.stringify(filename)}.`;
    throw new WebDashError('main-not-found', message, { detail: origin });
  }
  return {
    ...loaded,
    filename,
    code: new TextDecoder().decode(file.content),
    files: files.filter((other) => other !== file),
    requirements: [],
  };
}

function isManifest({ url, type }: Downloaded): boolean {
  return type === 'application/json' || new URL(url).pathname.endsWith('.json');
}

/** The last part of an address's path, as tracebacks are to name it. */
function fileName(url: string): string {
  const [name] = /[^/]*$/.exec(decoded(new URL(url).pathname)) ?? [''];
  return name.endsWith('.py') ? name : 'app.py';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // An address may hold a % that stands for itself.
    return text;
  }
}
