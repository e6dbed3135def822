/** Downloads what a lock file pins, once per content of that file. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CACHE } from '../paths.mjs';
import { makeFolder } from './folder.mjs';
import { BUILT_IN } from './lines.mjs';
import { pip, targetOf } from './python.mjs';

/**
 * @param {string} lockFile Requirements with hashes, all of them, in pip's format.
 * @param {import('./lines.mjs').Line} [line] Where they are to run.
 * @returns {Promise<string[]>} The paths of the wheels and source archives, sorted by name.
 */
export async function download(lockFile, line = BUILT_IN) {
  const digest = createHash('sha256')
    .update(await readFile(lockFile))
    .digest('hex');
  const folder = join(CACHE, 'downloads', `${basename(lockFile, '.lock')}-${digest.slice(0, 16)}`);
  await makeFolder(folder, (partial) =>
    pip([
      ...['download', '--quiet', '--dest', partial, '--no-deps', '--require-hashes'],
      // MarkupSafe has no wheel for WebAssembly: see markupsafe.mjs.
      ...['--only-binary=:all:', '--no-binary=markupsafe', ...targetOf(line)],
      ...['--requirement', lockFile],
    ]),
  );
  return (await readdir(folder)).sort().map((name) => join(folder, name));
}
