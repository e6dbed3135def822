import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { decodeText } from '../decode-text.js';
import { WebDashError } from '../errors.js';
import { findMain } from '../files/project.js';
import { isTelling } from '../kernel/packages/app-needs.js';
import type { AppNeeds, TextFile } from '../kernel/protocol.js';

/** Folders that are no part of an app; what begins with a dot isn't either. */
const FOREIGN = new Set(['__pycache__', 'node_modules']);

/** What every virtual environment of Python's has at its top. */
const ENVIRONMENT_MARK = 'pyvenv.cfg';

/**
 * Reads what says which packages an app needs.
 *
 * @param path Of its Python file, or of the folder with all of its files.
 * @param requirements Paths of what it needs besides, in the form of pip's `requirements.txt`.
 * @throws {WebDashError} `source-not-found`, `main-not-found`, `main-ambiguous`
 */
export async function readNeeds(path: string, requirements: readonly string[]): Promise<AppNeeds> {
  const project = await reading(path, async () =>
    (await stat(path)).isDirectory() ? readFolder(path) : readScript(path),
  );
  return { ...project, requirements: await Promise.all(requirements.map(readText)), lock: null };
}

type Project = Pick<AppNeeds, 'code' | 'filename' | 'files' | 'paths'>;

async function readScript(path: string): Promise<Project> {
  return { code: await readFile(path, 'utf8'), filename: basename(path), files: [], paths: [] };
}

async function readFolder(folder: string): Promise<Project> {
  const paths = await filesBelow(folder);
  const telling = await Promise.all(
    paths.filter(isTelling).map(async (path) => ({
      path,
      content: new Uint8Array(await readFile(join(folder, path))),
    })),
  );
  const filename = findMain(telling, folder);
  const main = telling.find(({ path }) => path === filename);
  return {
    code: new TextDecoder().decode(main?.content),
    filename,
    files: telling.filter((file) => file !== main),
    paths: paths.filter((path) => path !== filename),
  };
}

/** The paths of an app's files below its folder, with `/` between their parts. */
async function filesBelow(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  if (entries.some(({ name }) => name === ENVIRONMENT_MARK)) return [];
  const found = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && !FOREIGN.has(name))
      .map(async (entry) => {
        const path = `${prefix}${entry.name}`;
        if (entry.isDirectory()) return filesBelow(folder, `${path}/`);
        return entry.isFile() ? [path] : [];
      }),
  );
  return found.flat().sort();
}

async function readText(path: string): Promise<TextFile> {
  return reading(path, async () => ({
    text: decodeText(await readFile(path)),
    base: pathToFileURL(path).href,
  }));
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof WebDashError) throw cause;
    const reason = (cause as Error).message;
    throw new WebDashError('source-not-found', `${path} could not be read: ${reason}.`, { cause });
  }
}
