import { WebDashError } from '../errors.js';
import type { AppFile } from '../kernel/protocol.js';

/** Names of main files, those first that win. */
const MAIN_NAMES = ['app.py', 'main.py', 'index.py', 'wsgi.py', 'run.py'];

/** Python files at the top of a project that are never an app. */
const NEVER_MAIN = /^(setup|conftest|noxfile|__init__|test_.*|.*_test)\.py$/;

/** A project's files without the folder that all of them are in, as hosts of code make archives. */
export function withoutTopFolder(files: readonly AppFile[]): readonly AppFile[] {
  const [first] = files;
  const end = first?.path.indexOf('/') ?? -1;
  const folder = first?.path.slice(0, end + 1);
  if (!folder || !files.every(({ path }) => path.startsWith(folder))) return files;
  return files.map(({ path, content }) => ({ path: path.slice(folder.length), content }));
}

/**
 * The path of the file to run: `app.py` or another usual name, or the only Python file at the top.
 *
 * @param origin where the files are from, for the message
 * @throws WebDashError `main-not-found`, `main-ambiguous`
 */
export function findMain(files: readonly AppFile[], origin: string): string {
  const top = files.map(({ path }) => path).filter((path) => /^[^/]+\.py$/.test(path));
  const usual = MAIN_NAMES.find((name) => top.includes(name));
  if (usual !== undefined) return usual;
  const [only, ...others] = top.filter((name) => !NEVER_MAIN.test(name));
  if (only === undefined) {
    throw new WebDashError('main-not-found', `${origin} has no Python file at its top.`, {
      detail: origin,
    });
  }
  if (others.length === 0) return only;
  const message = `${origin} has several Python files at its top: ${[only, ...others].join(', ')}.`;
  throw new WebDashError('main-ambiguous', message, { detail: origin });
}
