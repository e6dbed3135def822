import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer';

import { checkClaims } from '../runner/claims.mjs';
import { chromiumOptions } from '../runner/launcher.mjs';
import { startSite } from '../runner/site.mjs';
import { KEPT_CODE_CLAIMS } from './kept-code.mjs';
import { LOCK_CLAIMS } from './lock.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const BOOT_TIMEOUT = 60_000;

/**
 * @typedef {object} Context
 * @property {string} folder A folder with the unpacked `package/`, and `index.html` beside it.
 * @property {string} chromium Path of the executable.
 */

/** @type {readonly [claim: string, test: (context: Context) => Promise<void>][]} */
const CLAIMS = [
  [
    'holds dist/ and the papers, and nothing else',
    async ({ folder }) => {
      const papers = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];
      const found = await readdir(path.join(folder, 'package'));
      const strangers = found.filter((name) => name !== 'dist' && !papers.includes(name));
      if (strangers.length > 0) throw new Error(`Unexpected: ${strangers.join(', ')}`);
      const built = await readdir(path.join(ROOT, 'dist'), { recursive: true });
      const packed = await readdir(path.join(folder, 'package', 'dist'), { recursive: true });
      const missing = built.filter((name) => !packed.includes(name));
      if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}`);
    },
  ],
  [
    'has every file that package.json names',
    async ({ folder }) => {
      const file = path.join(folder, 'package', 'package.json');
      const { exports, types, customElements, bin } = JSON.parse(await readFile(file, 'utf8'));
      const named = [types, customElements, ...leaves(exports), ...leaves(bin)].map((name) =>
        // A pattern: its folder must be there.
        name.endsWith('/*') ? path.dirname(name) : name,
      );
      const missing = named.filter((name) => !existsSync(path.join(folder, 'package', name)));
      if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}`);
    },
  ],
  [
    'runs an app on a plain HTML page',
    async ({ folder, chromium }) => {
      const site = await startSite({ folders: new Map([['site', folder]]) });
      const browser = await puppeteer.launch(chromiumOptions(chromium));
      try {
        const page = await browser.newPage();
        await page.goto(`${site.origin}/site/index.html`);
        // The waiting selectors of the driver do not notice what changes in a shadow tree.
        await page.waitForFunction(shows, { timeout: BOOT_TIMEOUT }, '#count', '0');
        const button = await page.$('web-dash >>> #button');
        await button?.click();
        await page.waitForFunction(shows, {}, '#count', '1');
      } finally {
        await browser.close();
        await site.kill();
      }
    },
  ],
];

/**
 * Tests what would be published: packs it, unpacks it elsewhere, and uses it as an author would.
 *
 * @param {string} chromium Path of the executable.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runPackageTests(chromium) {
  const folder = await mkdtemp(path.join(tmpdir(), 'web-dash-package-'));
  try {
    const options = ['--ignore-scripts', '--silent', `--pack-destination=${folder}`];
    execFileSync('npm', ['pack', ...options], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    const [archive = ''] = await readdir(folder);
    execFileSync('tar', ['-xzf', archive], { cwd: folder });
    await copyFile(new URL('index.html', import.meta.url), path.join(folder, 'index.html'));
    const claims = [...CLAIMS, ...LOCK_CLAIMS, ...KEPT_CODE_CLAIMS];
    return await checkClaims('Package', claims, { folder, chromium });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs in the page.
 *
 * @param {string} selector
 * @param {string} text
 */
function shows(selector, text) {
  const root = document.querySelector('web-dash')?.shadowRoot;
  return root?.querySelector(selector)?.textContent === text;
}

/**
 * @param {unknown} value The `exports` of a package.json.
 * @returns {string[]} All paths in it.
 */
function leaves(value) {
  if (typeof value === 'string') return [value];
  return Object.values(/** @type {object} */ (value)).flatMap(leaves);
}
