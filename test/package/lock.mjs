/** Tests of the command `web-dash lock`, as an author would use it: from the packed package. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import puppeteer from 'puppeteer';

import { DISTRIBUTION } from '../../tools/distribution.mjs';
import { WHEELS } from '../../tools/wheels.mjs';
import { chromiumOptions } from '../runner/launcher.mjs';
import { startSite } from '../runner/site.mjs';

/** @import { Context } from './run.mjs' */

const TIMEOUT = 90_000;

/** What comes from an index, from Pyodide, and with the app. */
const APP = `
import numpy, openpyxl, tabulate
from dash import Dash, html

app = Dash()
app.layout = html.Output(f"{numpy.__version__} {openpyxl.__version__} {tabulate.__version__}", id="versions")
`;

const OWN_WHEEL = 'tabulate-0.10.0-py3-none-any.whl';

/** @type {readonly [claim: string, test: (context: Context) => Promise<void>][]} */
export const LOCK_CLAIMS = [
  [
    'writes the lock that the element writes, with which a page asks no index',
    async ({ folder, chromium }) => {
      const project = path.join(folder, 'project');
      await makeProject(project);
      const site = await startSite({ folders: foldersOf(folder) });
      const browser = await puppeteer.launch(chromiumOptions(chromium));
      try {
        const pyodideURL = `${site.origin}/pyodide`;
        const urls = ['--pyodide-url', pyodideURL, '--index-url', `${site.origin}/simple/`];
        await command(folder, ['lock', 'project', ...urls, '-o', 'app.lock.json']);
        const lock = await readFile(path.join(folder, 'app.lock.json'), 'utf8');
        const page = await browser.newPage();
        /** @param {string} attributes */
        const run = async (attributes) => {
          const address = `${site.origin}/site/lock.html`;
          await writeFile(path.join(folder, 'lock.html'), html(attributes));
          await page.goto(address);
          await page.waitForFunction(shownVersions, { timeout: TIMEOUT });
          return page.evaluate(shownVersions);
        };
        const versions = await run(`pyodide-url="${pyodideURL}" index-url="/simple/"`);
        equal(versions, '2.0.2 3.1.5 0.10.0');
        equal(withoutAppName(lock), withoutAppName(await page.evaluate(createLock)));
        const before = site.requests.length;
        await page.goto('about:blank');
        const locked = `pyodide-url="${pyodideURL}" index-url="/none/" lock="app.lock.json"`;
        equal(await run(locked), versions);
        const asked = site.requests.slice(before).filter((url) => /^\/(simple|none)\//.test(url));
        equal(asked.join(' '), '');
      } finally {
        await browser.close();
        await site.kill();
      }
    },
  ],
  [
    'names files of this machine relative to the lock',
    async ({ folder }) => {
      await mkdir(path.join(folder, 'own wheels'), { recursive: true });
      await mkdir(path.join(folder, 'locks'), { recursive: true });
      await copyFile(path.join(WHEELS, OWN_WHEEL), path.join(folder, 'own wheels', OWN_WHEEL));
      await writeFile(path.join(folder, 'own wheels', 'needs.txt'), `./${OWN_WHEEL}\n`);
      await writeFile(path.join(folder, 'one.py'), 'import tabulate\n');
      await command(folder, ['lock', 'one.py', '-r', 'own wheels/needs.txt', '-o', 'locks/l.json']);
      const { packages } = JSON.parse(await readFile(path.join(folder, 'locks/l.json'), 'utf8'));
      equal(packages.tabulate.file_name, `../own%20wheels/${OWN_WHEEL}`);
    },
  ],
  [
    'says in a sentence what is wrong, and writes nothing',
    async ({ folder }) => {
      await writeFile(path.join(folder, 'two.py'), 'import dash\n');
      await writeFile(path.join(folder, 'missing.txt'), 'no-such-package-at-all\n');
      const site = await startSite();
      const index = ['--index-url', `${site.origin}/simple/`];
      try {
        /** @type {readonly (readonly [args: string[], sentence: RegExp])[]} */
        const cases = [
          [['lock', 'nowhere.py'], /nowhere\.py .*\(source-not-found\)$/],
          [['lock', 'two.py', '-r', 'missing.txt', ...index], /no-such.*\(package-not-found\)$/],
          [['lock', 'two.py', '--pyodide-url', 'nowhere'], /nowhere.*\(runtime-not-found\)$/],
          [['lock', 'two.py', '--frobnicate'], /--frobnicate/],
          [['lock'], /one app/],
          [['unlock', 'two.py'], /one command/],
        ];
        for (const [args, sentence] of cases) {
          const error = await failure(command(folder, [...args, '-o', 'none.json']));
          const last = error.stderr.trim().split('\n').at(-1) ?? '';
          if (error.code !== 1 || !last.startsWith('web-dash: ') || !sentence.test(last)) {
            throw new Error(`${args.join(' ')}: ${error.code} ${error.stderr}`);
          }
        }
      } finally {
        await site.kill();
      }
      const written = await readFile(path.join(folder, 'none.json')).then(
        () => true,
        () => false,
      );
      equal(written, false);
    },
  ],
];

/**
 * Runs the command as npx would.
 *
 * @param {string} folder
 * @param {string[]} args
 */
async function command(folder, args) {
  const file = path.join(folder, 'package', 'package.json');
  const { bin } = JSON.parse(await readFile(file, 'utf8'));
  const script = path.join(folder, 'package', bin['web-dash']);
  await promisify(execFile)(process.execPath, [script, ...args], { cwd: folder, timeout: TIMEOUT });
}

/**
 * @param {Promise<unknown>} running
 * @returns {Promise<{ code: number, stderr: string }>}
 */
async function failure(running) {
  const error = await running.then(
    () => new Error('It succeeded.'),
    (reason) => reason,
  );
  if (!('stderr' in error)) throw error;
  return error;
}

/** @param {string} project A folder to make. */
async function makeProject(project) {
  await mkdir(path.join(project, '.venv'), { recursive: true });
  await mkdir(path.join(project, 'wheels'));
  await copyFile(path.join(WHEELS, OWN_WHEEL), path.join(project, 'wheels', OWN_WHEEL));
  const files = {
    'app.py': APP,
    'requirements.txt': `openpyxl>=3\n./wheels/${OWN_WHEEL}\n`,
    // No part of the app.
    '.venv/stranger.py': 'import pandas\n',
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(project, name), text);
  }
}

/** @param {string} folder */
function foldersOf(folder) {
  return new Map([
    ['site', folder],
    ['wheels', WHEELS],
    ['pyodide', DISTRIBUTION],
  ]);
}

/**
 * A page with the project.
 *
 * @param {string} attributes
 */
function html(attributes) {
  const files = ['requirements.txt', `wheels/${OWN_WHEEL}`].map(
    (name) => `<web-dash-file name="${name}" url="project/${name}"></web-dash-file>`,
  );
  return `<!doctype html>
    <script type="module" src="package/dist/web-dash.js"></script>
    <web-dash src="project/app.py" loading="eager" ${attributes}>${files.join('')}</web-dash>`;
}

/** Runs in the page. */
function shownVersions() {
  const root = document.querySelector('web-dash')?.shadowRoot;
  return root?.querySelector('#versions')?.textContent;
}

/** Runs in the page. */
function createLock() {
  return /** @type {any} */ (document.querySelector('web-dash')).createLock();
}

/**
 * A lock, whatever the app is called in its kernel.
 *
 * @param {string} lock
 */
function withoutAppName(lock) {
  return lock.replaceAll(/"app:[^/]*\//g, '"app:/');
}

/**
 * @param {unknown} actual
 * @param {unknown} expected
 */
function equal(actual, expected) {
  if (actual !== expected) throw new Error(`${String(actual)}\nis not\n${String(expected)}`);
}
