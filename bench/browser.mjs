/** Browsers as new as on a reader's first visit, and what they tell of their processes. */
import puppeteer from 'puppeteer';

import { chromiumOptions, firefoxOptions } from '../test/runner/launcher.mjs';
import { provideBrowsers } from '../tools/browsers.mjs';

/** Longer than the slowest way takes on a slow machine, in milliseconds. */
export const TIMEOUT = 300_000;

const OPTIONS = { chromium: chromiumOptions, firefox: firefoxOptions };

/** For how long a browser that was started is looked at, to see whether it still works, in milliseconds. */
const LOOK = 500;

/** @typedef {keyof typeof OPTIONS} BrowserName */

/**
 * Runs `use` in a browser with an empty profile.
 *
 * @template T
 * @param {BrowserName} name
 * @param {(page: import('puppeteer').Page, browser: import('puppeteer').Browser) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function inFreshBrowser(name, use) {
  const { found, problems } = provideBrowsers([name]);
  const executable = found[name];
  if (!executable) throw new Error(problems.join('\n'));
  const options = { ...OPTIONS[name](executable), protocolTimeout: TIMEOUT };
  const browser = await puppeteer.launch(options);
  try {
    const [page = await browser.newPage()] = await browser.pages();
    await started(browser);
    return await use(page, browser);
  } finally {
    await browser.close();
  }
}

/**
 * Waits until a browser has built its own interface, which takes seconds of the processor.
 *
 * @param {import('puppeteer').Browser} browser
 */
async function started(browser) {
  const pause = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
  if (!(await isChromium(browser))) return pause(6 * LOOK);
  const session = await browser.target().createCDPSession();
  const used = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
  };
  for (let before = await used(), now = Infinity; ; before = now) {
    await pause(LOOK);
    now = await used();
    if (now - before < LOOK / 5) break;
  }
  return session.detach();
}

/** @param {import('puppeteer').Browser} browser */
export async function isChromium(browser) {
  return (await browser.version()).includes('Chrome');
}

/**
 * How much processor time the process of a page has used so far: its threads and those of its workers. It
 * tells two ways apart even while other programs keep the machine busy.
 *
 * @param {Pick<import('puppeteer').Page, 'browser' | 'createCDPSession'>} page
 * @returns {Promise<number | undefined>} In milliseconds; where the browser doesn't tell, nothing.
 */
export async function processorTime(page) {
  if (!(await isChromium(page.browser()))) return undefined;
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const time = metrics.find(({ name }) => name === 'ProcessTime');
  if (!time) throw new Error('This Chromium does not tell the time of its processes.');
  return time.value * 1000;
}

/**
 * The processes that show pages and run their workers.
 *
 * @param {import('puppeteer').CDPSession} session Of the browser.
 * @returns {Promise<number[]>}
 */
export async function renderers(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}
