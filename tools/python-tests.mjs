import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { CACHE, ROOT } from './paths.mjs';
import { pythonEnvironment } from './python-environment.mjs';

/**
 * Runs the tests of the Python half on CPython.
 *
 * @returns {Promise<{ passed: number, failed: number }>} A skipped test counts as failed: it proves
 *   nothing, and would otherwise go unnoticed.
 */
export async function runPythonTests() {
  const bin = pythonEnvironment();
  const report = join(CACHE, 'pytest.xml');
  rmSync(report, { force: true });
  spawnSync(join(bin, 'python'), ['-m', 'pytest', '-q', `--junit-xml=${report}`], {
    cwd: join(ROOT, 'python'),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (!existsSync(report)) throw new Error('pytest wrote no report.');
  const suite = /<testsuite\b[^>]*>/.exec(readFileSync(report, 'utf8'))?.[0] ?? '';
  /** @param {string} name */
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? NaN);
  const failed = count('failures') + count('errors') + count('skipped');
  const passed = count('tests') - failed;
  if (Number.isNaN(passed)) throw new Error(`The report of pytest has no counts: ${suite}`);
  if (passed + failed === 0) throw new Error('pytest found no tests.');
  return { passed, failed };
}
