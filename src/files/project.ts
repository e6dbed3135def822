import { WebDashError } from '../errors.js';
import type { AppFile } from '../kernel/protocol.js';
import type { Unpacked } from './unpack.js';

/** Names of main files, those first that win. */
const MAIN_NAMES = ['app.py', 'main.py', 'index.py', 'wsgi.py', 'run.py'];

/** Python files at the top of a project that are never an app. */
const NEVER_MAIN = /^(setup|conftest|noxfile|__init__|test_.*|.*_test)\.py$/;

/** A project without the folder that all of it is in, as hosts of code make archives. */
export function withoutTopFolder({ files, folders }: Unpacked): Unpacked {
  const top = `${files[0]?.path.split('/')[0]}/`;
  const isWithin = (path: string): boolean => path.startsWith(top);
  if (!files.every(({ path }) => isWithin(path))) return { files, folders };
  const below = folders.map((path) => `${path}/`).filter((path) => path !== top);
  if (!below.every(isWithin)) return { files, folders };
  return {
    files: files.map(({ path, content }) => ({ path: path.slice(top.length), content })),
    folders: below.map((path) => path.slice(top.length, -1)),
  };
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
