/**
 * A page that nobody debugs. Puppeteer's own pages have V8 remember where each error comes from (`Runtime.enable` of the
 * DevTools protocol), for which it parses large scripts again as they start: that takes longer than Plotly does.
 */
import { inFreshBrowser, isChromium, TIMEOUT } from './browser.mjs';

/**
 * What of a page the benchmarks of visits need.
 *
 * @typedef {Pick<import('puppeteer').Page, 'browser' | 'close' | 'createCDPSession' | 'evaluate' |
 *   'evaluateOnNewDocument' | 'goto'>} QuietPage
 */

let pages = 0;

/**
 * Runs `use` with such a page, in a browser with an empty profile.
 *
 * @template T
 * @param {import('./browser.mjs').BrowserName} name
 * @param {(page: QuietPage, browser: import('puppeteer').Browser) => Promise<T>} use
 * @returns {Promise<T>}
 */
export function inQuietPage(name, use) {
  return inFreshBrowser(name, async (_, browser) => use(await openQuietPage(browser), browser));
}

/**
 * Opens a page with nothing in it. In other browsers than Chromium it is one of puppeteer's.
 *
 * @param {import('puppeteer').Browser} browser
 * @returns {Promise<QuietPage>}
 */
export async function openQuietPage(browser) {
  if (!(await isChromium(browser))) return browser.newPage();
  const url = `about:blank#${++pages}`;
  const root = await browser.target().createCDPSession();
  await root.send('Target.createTarget', { url });
  await root.detach();
  const target = await browser.waitForTarget((each) => each.url() === url);
  const session = await target.createCDPSession();
  await session.send('Page.enable');
  const page = {
    browser: () => browser,
    createCDPSession: () => target.createCDPSession(),
    close: () => session.send('Page.close'),
    async goto(/** @type {string} */ address) {
      await session.send('Page.navigate', { url: address });
      await page.evaluate(parsedInPage);
    },
    /** @param {unknown[]} given */
    async evaluateOnNewDocument(...given) {
      await session.send('Page.addScriptToEvaluateOnNewDocument', { source: call(given) });
    },
    /** @param {unknown[]} given */
    async evaluate(...given) {
      const { result, exceptionDetails: failure } = await session.send('Runtime.evaluate', {
        expression: call(given),
        awaitPromise: true,
        returnByValue: true,
        timeout: TIMEOUT,
      });
      if (failure) throw new Error(failure.exception?.description ?? failure.text);
      return result.value;
    },
  };
  return /** @type {QuietPage} */ (/** @type {unknown} */ (page));
}

/** Resolves when the page's markup has been read. */
async function parsedInPage() {
  while (document.readyState === 'loading') await new Promise(requestAnimationFrame);
}

/**
 * @param {unknown[]} given A function and its arguments.
 * @returns {string} What calls it, in a page.
 */
function call([run, ...given]) {
  return `(${String(run)})(${given.map((each) => JSON.stringify(each)).join(', ')})`;
}
