/** Browsers as new as on a reader's first visit. */
import puppeteer from 'puppeteer';

import { chromiumOptions } from '../test/runner/launcher.mjs';
import { provideBrowsers } from '../tools/browsers.mjs';

/** Longer than the slowest way takes on a slow machine, in milliseconds. */
const TIMEOUT = 180_000;

/**
 * Runs `use` in a Chromium with an empty profile, whose page shows `address`.
 *
 * @template T
 * @param {string} address
 * @param {(page: import('puppeteer').Page, browser: import('puppeteer').Browser) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function inFreshBrowser(address, use) {
  const { found, problems } = provideBrowsers(['chromium']);
  if (!found.chromium) throw new Error(problems.join('\n'));
  const options = { ...chromiumOptions(found.chromium), protocolTimeout: TIMEOUT };
  const browser = await puppeteer.launch(options);
  try {
    const [page = await browser.newPage()] = await browser.pages();
    await page.goto(address);
    return await use(page, browser);
  } finally {
    await browser.close();
  }
}

/**
 * How much processor time the process of a page has used so far: its threads and those of its workers. It
 * tells two ways apart even while other programs keep the machine busy.
 *
 * @param {import('puppeteer').Page} page
 * @returns {Promise<number>} In milliseconds.
 */
export async function processorTime(page) {
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const time = metrics.find(({ name }) => name === 'ProcessTime');
  if (!time) throw new Error('This Chromium does not tell the time of its processes.');
  return time.value * 1000;
}
