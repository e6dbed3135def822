/**
 * `npm run bench`: builds, then measures what `docs/PERFORMANCE.md` describes, in one browser over loopback. The table
 * goes to the standard output, what is being done to the error output.
 *
 *   --only visits,bytes  some of the rows only
 *   --rounds 9           how often the ways take turns, instead of three times
 *   --json <file>        writes the figures as data, too
 *   --firefox            in Firefox: what can be measured there
 *   --no-build           takes dist/ as it is
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { inFreshBrowser } from '../bench/browser.mjs';
import { markdownTable } from '../bench/report.mjs';
import { measureBodies } from '../bench/rows/bodies.mjs';
import { measureBoot } from '../bench/rows/boot.mjs';
import { measureBytes } from '../bench/rows/bytes.mjs';
import { measureCallback } from '../bench/rows/callback.mjs';
import { measureElements } from '../bench/rows/elements.mjs';
import { measureMainThread } from '../bench/rows/main-thread.mjs';
import { measurePandas } from '../bench/rows/pandas.mjs';
import { measureSlow } from '../bench/rows/slow.mjs';
import { measureVisits } from '../bench/rows/visits.mjs';
import { startServers } from '../bench/servers.mjs';
import { startSite } from '../bench/site.mjs';
import { ROOT } from './paths.mjs';

/** @type {Record<string, import('../bench/bench.mjs').Row>} */
const ROWS = {
  visits: { measure: measureVisits },
  slow: { measure: measureSlow, needsChromium: true },
  boot: { measure: measureBoot },
  pandas: { measure: measurePandas },
  bytes: { measure: measureBytes },
  callback: { measure: measureCallback },
  bodies: { measure: measureBodies },
  elements: { measure: measureElements },
  'main-thread': { measure: measureMainThread, needsChromium: true },
};

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
    firefox: { type: 'boolean', default: false },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const browser = options.firefox ? 'firefox' : 'chromium';
const names = options.only?.split(',') ?? Object.keys(ROWS);
const rows = names.map((name) => {
  const row = ROWS[name];
  if (!row) throw new Error(`--only takes some of: ${Object.keys(ROWS).join(',')}`);
  return { name, ...row };
});

if (options.build) execFileSync('node', [join(ROOT, 'tools', 'build.mjs')], { stdio: 'inherit' });
const site = await startSite();
const servers = await startServers(['app', 'work']);
/** @type {Record<string, import('../bench/report.mjs').Figure[]>} */
const figures = {};
try {
  for (const { name, measure, needsChromium } of rows) {
    if (needsChromium && browser !== 'chromium') continue;
    const begin = performance.now();
    console.error(`Measuring: ${name} …`);
    figures[name] = await measure({ site, servers, browser, rounds: Number(options.rounds) });
    console.error(`  ${((performance.now() - begin) / 1000).toFixed(0)} s`);
    console.log(`\n${markdownTable(figures[name])}`);
  }
} finally {
  servers.close();
  await site.close();
}
if (options.json !== undefined) {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const run = {
    version,
    date: new Date(),
    browser: await browserVersion(),
    processors: cpus().length,
  };
  await writeFile(options.json, JSON.stringify({ ...run, figures }, null, 2));
}

function browserVersion() {
  return inFreshBrowser(browser, (page) => page.browser().version());
}
