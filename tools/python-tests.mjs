import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';

import { CACHE, ROOT } from './paths.mjs';
import { pythonEnvironment } from './python-environment.mjs';
import { readDistribution } from './runtime/distribution.mjs';
import { download } from './runtime/download.mjs';
import { makeFolder, writeFiles } from './runtime/folder.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

const PYTHON = join(ROOT, 'python');

/** Locks with other versions of Dash than that of the environment. */
const OTHER_DASHES = ['runtime-0.27', 'wheels-dash3', 'wheels-dash2'];
/** The tests whose subject is what Dash does, as pytest selects them. */
const OF_DASH = [
  ...[
    'preload',
    'script',
    'wsgi',
    'isolation',
    'background',
    'plotly_encoder',
    'served_suites',
  ].map((name) => `tests/test_${name}.py`),
  ...['-m', 'not newest_dash'],
];

/**
 * Runs the tests of the Python half on CPython, and again with each other version of Dash.
 *
 * @returns {Promise<Counts>} A skipped test counts as failed: it proves nothing, and would otherwise go
 *   unnoticed.
 */
export async function runPythonTests() {
  const counts = runPytest();
  for (const lock of OTHER_DASHES) {
    console.log(`With ${lock}.lock:`);
    const { passed, failed } = runPytest(OF_DASH, await unpacked(join(PYTHON, `${lock}.lock`)));
    counts.passed += passed;
    counts.failed += failed;
  }
  return counts;
}

/**
 * @param {string[]} [selection] Which tests; all by default.
 * @param {string} [path] A folder with packages that come before those of the environment.
 * @returns {Counts}
 */
function runPytest(selection = [], path = '') {
  const bin = pythonEnvironment();
  const report = join(CACHE, 'pytest.xml');
  rmSync(report, { force: true });
  spawnSync(join(bin, 'python'), ['-m', 'pytest', '-q', `--junit-xml=${report}`, ...selection], {
    cwd: PYTHON,
    stdio: ['ignore', 'inherit', 'inherit'],
    // For the interpreters that tests start, too.
    env: {
      ...process.env,
      PYTHONPATH: [path, join(PYTHON, 'src')].filter(Boolean).join(delimiter),
    },
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

/**
 * The files that a lock's packages install, in one folder.
 *
 * @param {string} lock
 */
async function unpacked(lock) {
  const paths = await download(lock);
  const name = basename(dirname(paths[0] ?? ''));
  const folder = join(CACHE, 'unpacked', name);
  await makeFolder(folder, async (partial) => {
    const distributions = await Promise.all(paths.map(readDistribution));
    for (const { files } of distributions) await writeFiles(partial, files);
  });
  return folder;
}
