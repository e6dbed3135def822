import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkClaims } from '../runner/claims.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a build does not read, or makes. */
const LEFT_BEHIND = new Set(['.git', '.cache', 'dist', 'node_modules']);

/** @type {readonly [claim: string, test: (copy: string) => Promise<void>][]} */
const CLAIMS = [
  [
    'gives the same bytes in another folder, without the cache of the first',
    async (copy) => {
      execFileSync(process.execPath, ['tools/build.mjs'], { cwd: copy, stdio: 'inherit' });
      const [first, second] = await Promise.all([
        filesOf(path.join(ROOT, 'dist')),
        filesOf(path.join(copy, 'dist')),
      ]);
      const names = new Set([...first.keys(), ...second.keys()]);
      const different = [...names].filter(
        (name) => !first.has(name) || !second.get(name)?.equals(first.get(name) ?? Buffer.of()),
      );
      if (different.length > 0) throw new Error(`These differ: ${different.join(', ')}`);
    },
  ],
];

/**
 * Builds a copy of the working tree, beside the build in `dist/`.
 *
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runBuildTests() {
  const copy = await mkdtemp(path.join(tmpdir(), 'web-dash-build-'));
  try {
    for (const name of await readdir(ROOT)) {
      if (LEFT_BEHIND.has(name)) continue;
      await cp(path.join(ROOT, name), path.join(copy, name), { recursive: true });
    }
    await symlink(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
    // Downloads are checked by their hashes; to repeat them would only test the network.
    await mkdir(path.join(copy, '.cache'));
    await symlink(path.join(ROOT, '.cache/downloads'), path.join(copy, '.cache/downloads'));
    return await checkClaims('Build', CLAIMS, copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<Map<string, Buffer>>}
 */
async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(fullPath);
  return new Map(
    await Promise.all(
      paths.map(
        async (file) => /** @type {const} */ ([path.relative(folder, file), await readFile(file)]),
      ),
    ),
  );
}

/** @param {import('node:fs').Dirent} entry */
function fullPath(entry) {
  return path.join(entry.parentPath, entry.name);
}
