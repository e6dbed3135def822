/**
 * Runs all checks and tests: `npm test`. Its last line is `<N> passed, <N> failed`.
 *
 *   npm test -- --group view --group unit    only these groups
 *   npm test -- --browser firefox            only this browser
 *   npm test -- --files callbacks            only test files whose path holds this text
 *   npm test -- --no-build                   with dist/ as it is
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { GROUPS } from '../test/runner/groups.mjs';
import { runBrowserTests } from '../test/runner/run.mjs';
import { runWebKitTests } from '../test/webkit/run.mjs';
import { provideBrowsers } from './browsers.mjs';
import { lint } from './lint.mjs';
import { ROOT } from './paths.mjs';
import { runPythonTests } from './python-tests.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);
const ALL = ['lint', 'python', ...Object.keys(GROUPS), 'webkit'];

const { values: options } = parseArgs({
  options: {
    group: { type: 'string', multiple: true },
    browser: { type: 'string', multiple: true },
    files: { type: 'string' },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const total = { passed: 0, failed: 0 };

const selected = selectGroups();
if (selected.includes('lint')) await step('Linters', lint);
if (selected.includes('python')) await step('Python on CPython', runPythonTests);
const inBrowsers = selected.filter((group) => group in GROUPS);
if (inBrowsers.length > 0 || selected.includes('webkit')) {
  if (!options.build || (await step('Build', build))) {
    if (inBrowsers.length > 0) await step('Browsers', () => runInBrowsers(inBrowsers));
    if (selected.includes('webkit')) await step('WebKitGTK', runInWebKit);
  }
}

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

function selectGroups() {
  const groups =
    options.group ?? (options.files === undefined && !options.browser ? ALL : Object.keys(GROUPS));
  const unknown = groups.filter((group) => !ALL.includes(group));
  if (unknown.length > 0) {
    console.error(`No such group: ${unknown.join(', ')}. There are: ${ALL.join(', ')}.`);
    process.exit(2);
  }
  return groups;
}

/**
 * Runs a step and adds its counts; if it throws, it counts as one failure.
 *
 * @param {string} title
 * @param {() => Promise<Counts>} run
 * @returns {Promise<boolean>} Whether it ran through.
 */
async function step(title, run) {
  const start = Date.now();
  console.log(`\n── ${title} ──`);
  try {
    const { passed, failed } = await run();
    total.passed += passed;
    total.failed += failed;
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`${title}: ${passed} passed, ${failed} failed (${seconds} s)`);
    return true;
  } catch (error) {
    total.failed += 1;
    console.log(`FAIL ${title} did not run.`);
    console.log(error);
    return false;
  }
}

/** @returns {Promise<Counts>} */
async function build() {
  execFileSync(process.execPath, [join(ROOT, 'tools', 'build.mjs')], { stdio: 'inherit' });
  return { passed: 1, failed: 0 };
}

/**
 * @param {readonly string[]} groups
 * @returns {Promise<Counts>}
 */
async function runInBrowsers(groups) {
  const names = BROWSERS.filter((name) => options.browser?.includes(name) ?? true);
  const { found, problems } = provideBrowsers(names);
  for (const problem of problems) console.log(`FAIL ${problem}`);
  const browsers = Object.fromEntries(
    names.flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])),
  );
  const { files: pattern } = options;
  const counts = await runBrowserTests({
    groups,
    browsers,
    ...(pattern !== undefined && { pattern }),
  });
  return { passed: counts.passed, failed: counts.failed + problems.length };
}

/** @returns {Promise<Counts>} */
async function runInWebKit() {
  const { found, problems } = provideBrowsers(['webkitDriver', 'webkitBrowser', 'xvfb']);
  const { webkitDriver: driver, webkitBrowser: browser, xvfb } = found;
  if (driver === undefined || browser === undefined || xvfb === undefined) {
    for (const problem of problems) console.log(`FAIL ${problem}`);
    return { passed: 0, failed: problems.length };
  }
  return runWebKitTests({ driver, browser, xvfb });
}
