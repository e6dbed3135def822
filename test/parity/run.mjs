import { rm } from 'node:fs/promises';
import path from 'node:path';
import puppeteer from 'puppeteer';

import { DIST } from '../../tools/paths.mjs';
import { pythonEnvironment } from '../../tools/python-environment.mjs';
import { chromiumOptions, firefoxOptions } from '../runner/launcher.mjs';
import { startSite } from '../runner/site.mjs';
import { APPS, findApps } from './apps.mjs';
import { differences, REPORTS } from './compare.mjs';
import { prepareLibraries } from './libraries.mjs';
import { observe, settle } from './observe.mjs';
import { elementSide, isChromium, serverSide } from './sides.mjs';

/**
 * @import { Browser } from 'puppeteer'
 * @import { ParityApp } from './apps.mjs'
 * @import { Observation } from './observe.mjs'
 * @import { Side } from './sides.mjs'
 * @typedef {{ passed: number, failed: number }} Counts
 *
 * @typedef {object} Outcome A step of an app on one side.
 * @property {string} step
 * @property {Observation} [observation]
 * @property {unknown} [error]
 */

/**
 * How each browser is started, and how many apps are compared in it at the same time: contexts of Firefox are
 * tabs of one window, of which only the one in front gets frames.
 */
const BROWSERS = {
  chromium: {
    options: chromiumOptions,
    // WebGL without a graphics card; and pages are loaded anew where the reader goes back, as there is not
    // always room to keep them whole.
    args: ['--enable-unsafe-swiftshader', '--disable-features=BackForwardCache'],
    lanes: 2,
  },
  firefox: { options: firefoxOptions, args: [], lanes: 1 },
};

/** The claim that every app makes before anything is done to it. */
const FIRST = 'is shown';

/**
 * Shows each app twice, as `python app.py` serves it and in an element, does the same to both, and
 * compares all that can be seen of them.
 *
 * @param {'chromium' | 'firefox'} name
 * @param {string} executable Path of the browser.
 * @param {string} [pattern] Only apps whose name holds this text.
 * @returns {Promise<Counts>}
 */
export async function runParityTests(name, executable, pattern) {
  const apps = await findApps(pattern);
  const python = path.join(pythonEnvironment(), 'python');
  const libraries = await prepareLibraries(python);
  const folders = [
    ['dist', DIST],
    ['libraries', libraries.published],
    ['apps', APPS],
  ];
  const site = await startSite({ folders: new Map(/** @type {[string, string][]} */ (folders)) });
  const { options, args, lanes } = BROWSERS[name];
  const launch = options(executable);
  const browser = await puppeteer.launch({
    ...launch,
    args: [...(launch.args ?? []), ...args],
    // The scrollbar of the window is the page's, not the app's.
    extraPrefsFirefox: { 'ui.useOverlayScrollbars': 1 },
  });
  const counts = { passed: 0, failed: 0 };
  const queue = [...apps];
  try {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        const server = await serverSide(browser, python, libraries);
        const element = await elementSide(browser, site.origin, `/libraries/${libraries.lock}`);
        for (let app = queue.shift(); app; app = queue.shift()) {
          const { passed, failed } = await compareApp(app, server, element);
          counts.passed += passed;
          counts.failed += failed;
          if (failed > 0) await element.renew();
        }
        await Promise.all([server.close(), element.close()]);
      }),
    );
  } finally {
    await browser.close();
    await site.kill();
  }
  return counts;
}

/**
 * @param {ParityApp} app
 * @param {Side} server
 * @param {Side} element
 * @returns {Promise<Counts>}
 */
async function compareApp(app, server, element) {
  const start = Date.now();
  await rm(path.join(REPORTS, app.name), { recursive: true, force: true });
  const outcomes = [await play(app, server), await play(app, element)];
  /** @type {string[]} */
  const lines = [];
  const counts = { passed: 0, failed: 0 };
  const known = new Map(Object.entries(app.parity.known ?? {}));
  for (const [index, step] of [FIRST, ...Object.keys(app.parity.steps ?? {})].entries()) {
    const [one, other] = outcomes.map((side) => side[index]);
    const folder = path.join(REPORTS, app.name, `${index}`);
    const problems = await problemsOf(one, other, folder);
    for (const subject of [...problems.keys()]) {
      if (known.delete(`${step}/${subject}`)) problems.delete(subject);
    }
    counts[problems.size === 0 ? 'passed' : 'failed'] += 1;
    if (problems.size > 0) lines.push(`  ${step}:`);
    for (const [subject, text] of problems) {
      lines.push(`    ${subject}`, ...text.split('\n').map((line) => `      ${line}`));
    }
  }
  // Other browsers are not asked for all that is compared.
  const isComplete = await isChromium(server.browser);
  for (const difference of isComplete ? known.keys() : []) {
    counts.failed += 1;
    lines.push(`  known, but there is no such difference: ${difference}`);
  }
  const verdict = counts.failed === 0 ? 'ok  ' : 'FAIL';
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const total = counts.passed + counts.failed;
  console.log(
    [`${verdict} ${app.name} (${counts.passed} of ${total}, ${seconds} s)`, ...lines].join('\n'),
  );
  return counts;
}

/**
 * @param {Outcome | undefined} server
 * @param {Outcome | undefined} element
 * @param {string} folder
 * @returns {Promise<Map<string, string>>} What differs or failed, by subject.
 */
async function problemsOf(server, element, folder) {
  const sides = /** @type {const} */ ([
    ['server', server],
    ['element', element],
  ]);
  /** @type {Map<string, string>} */
  const problems = new Map();
  for (const [side, outcome] of sides) {
    if (!outcome) problems.set(side, 'An earlier step failed.');
    else if (outcome.error !== undefined) problems.set(side, String(outcome.error));
  }
  if (!server?.observation || !element?.observation) return problems;
  return differences(server.observation, element.observation, folder);
}

/**
 * Shows an app on one side and takes its steps, up to one that fails.
 *
 * @param {ParityApp} app
 * @param {Side} side
 * @returns {Promise<Outcome[]>}
 */
async function play(app, side) {
  const { comes, steps = {}, screenshots = true, dark = false } = app.parity;
  /** @type {Outcome[]} */
  const outcomes = [];
  /** @type {import('./sides.mjs').Shown | undefined} */
  let shown;
  let step = FIRST;
  try {
    shown = await side.show(app);
    await comes?.(shown.driver);
    await settle(shown);
    const schemes = screenshots ? await schemesOf(shown.page.browser()) : [];
    outcomes.push({ step, observation: await observe(shown, schemes) });
    for (const [name, take] of Object.entries(steps)) {
      step = name;
      await take(shown.driver);
      await settle(shown);
      const observation = await observe(shown, dark ? schemes : schemes.slice(0, 1));
      outcomes.push({ step, observation });
    }
  } catch (error) {
    outcomes.push({ step, error });
  }
  await shown?.close().catch(() => undefined);
  return outcomes;
}

/**
 * The colour schemes in which pictures can be taken: Firefox is told of none.
 *
 * @param {Browser} browser
 */
async function schemesOf(browser) {
  return (await isChromium(browser)) ? ['light', 'dark'] : ['light'];
}
