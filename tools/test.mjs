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

import { runBuildTests } from '../test/build/run.mjs';
import { runPackageTests } from '../test/package/run.mjs';
import { runParityTests } from '../test/parity/run.mjs';
import { prepareDemo } from '../demo/prepare.mjs';
import { GROUPS } from '../test/runner/groups.mjs';
import { runBrowserTests } from '../test/runner/run.mjs';
import { runWebKitTests } from '../test/webkit/run.mjs';
import { provideBrowsers } from './browsers.mjs';
import { prepareDistribution } from './distribution.mjs';
import { lint } from './lint.mjs';
import { ROOT } from './paths.mjs';
import { runPythonTests } from './python-tests.mjs';
import { prepareWheels } from './wheels.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

/** What runs where no group is named. */
const DEFAULT_GROUPS = [
  ...['lint', 'python'],
  ...Object.keys(GROUPS),
  ...['webkit', 'package', 'build'],
];
const ALL_GROUPS = [...DEFAULT_GROUPS, 'parity'];

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
await run(selectedGroups());
console.log(`\n${total.passed} passed, ${total.failed} failed`);
// Says so even if something that was started does not end.
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

/** @param {readonly string[]} groups */
async function run(groups) {
  if (groups.includes('lint')) await step('Linters', lint);
  if (groups.includes('python')) await step('Python', runPythonTests);
  const browserGroups = groups.filter((group) => group in GROUPS);
  const withWebKit = groups.includes('webkit');
  const withPackage = groups.includes('package');
  const withParity = groups.includes('parity');
  const withBuild = groups.includes('build');
  // Parity is a matter of Chromium, unless another browser is named.
  const parityBrowsers = withParity ? (options.browser ?? ['chromium']) : [];
  const withChromium = withPackage || parityBrowsers.includes('chromium');
  const withFirefox = parityBrowsers.includes('firefox');
  const isNeeded = browserGroups.length > 0 || withWebKit || withChromium || withFirefox;
  if (!isNeeded && !withBuild) return;

  const { chromium, firefox, webkit } = findBrowsers(
    browserGroups,
    withWebKit,
    withChromium,
    withFirefox,
  );
  if (options.build && !(await step('Build', build))) return;
  if (browserGroups.length > 0) {
    const browsers = { ...(chromium && { chromium }), ...(firefox && { firefox }) };
    const pattern = options.files;
    await step('Browsers', () =>
      runBrowserTests({ groups: browserGroups, browsers, ...(pattern && { pattern }) }),
    );
  }
  for (const [name, executable] of Object.entries({ chromium, firefox })) {
    if (!executable || !parityBrowsers.includes(name)) continue;
    const browser = /** @type {'chromium' | 'firefox'} */ (name);
    await step(`Parity in ${name}`, () => runParityTests(browser, executable, options.files));
  }
  if (webkit) await step('WebKit', () => runWebKitTests(webkit));
  if (withPackage && chromium) await step('Package', () => runPackageTests(chromium));
  if (withBuild) await step('Build again', runBuildTests);
}

function selectedGroups() {
  const partly = options.files !== undefined || options.browser !== undefined;
  const groups = options.group ?? (partly ? Object.keys(GROUPS) : DEFAULT_GROUPS);
  const unknown = groups.filter((group) => !ALL_GROUPS.includes(group));
  if (unknown.length > 0) {
    console.error(`No such group: ${unknown.join(', ')}. There are: ${ALL_GROUPS.join(', ')}.`);
    process.exit(2);
  }
  return groups;
}

/**
 * Finds or installs the browsers of the selected groups; each missing one counts as a failure.
 *
 * @param {readonly string[]} browserGroups
 * @param {boolean} withWebKit
 * @param {boolean} withChromium Whether Chromium is needed beyond those groups.
 * @param {boolean} withFirefox And Firefox.
 */
function findBrowsers(browserGroups, withWebKit, withChromium, withFirefox) {
  /** @param {string} name */
  const wanted = (name) =>
    (options.browser?.includes(name) ?? true) &&
    browserGroups.some((group) => GROUPS[group]?.some((browser) => browser === name));
  const { found, problems } = provideBrowsers([
    ...(wanted('chromium') || withChromium ? /** @type {const} */ (['chromium']) : []),
    ...(wanted('firefox') || withFirefox ? /** @type {const} */ (['firefox']) : []),
    ...(withWebKit ? /** @type {const} */ (['webkitDriver', 'webkitBrowser', 'xvfb']) : []),
  ]);
  for (const problem of problems) console.log(`FAIL ${problem}`);
  total.failed += problems.length;
  const { chromium, firefox, webkitDriver, webkitBrowser, xvfb } = found;
  return {
    chromium,
    firefox,
    webkit: webkitDriver &&
      webkitBrowser &&
      xvfb && { driver: webkitDriver, browser: webkitBrowser, xvfb },
  };
}

/**
 * Runs a step and adds its counts; if it throws, it counts as one failure.
 *
 * @param {string} title
 * @param {() => Promise<Counts>} action
 * @returns {Promise<boolean>} Whether it ran through.
 */
async function step(title, action) {
  const start = Date.now();
  console.log(`\n── ${title} ──`);
  try {
    const { passed, failed } = await action();
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
  await Promise.all([prepareDemo(), prepareWheels(), prepareDistribution()]);
  return { passed: 1, failed: 0 };
}
