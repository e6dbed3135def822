/** Tabs of one browser, each with the same app by another way; they take turns, as only the one in front draws. */
import { inFreshBrowser, TIMEOUT } from './browser.mjs';
import { probe } from './probe.mjs';
import { OURS } from './report.mjs';
import { inTurn } from './statistics.mjs';

/**
 * @param {import('./bench.mjs').Bench} bench
 * @param {string} app The name of its module in `bench/site/`.
 * @param {string} selector What is there once the app is shown.
 * @param {(tabs: Tabs) => Promise<import('./report.mjs').Figure[]>} use
 */
export async function inTabs({ site, servers, browser: name }, app, selector, use) {
  const ours = `${site.origin}/many.html?src=/${app}.py`;
  return inFreshBrowser(name, async (_, browser) => {
    /** @type {Record<string, import('puppeteer').Page>} */
    const pages = {};
    for (const [way, address] of Object.entries({ [OURS]: ours, ...servers.of(app) })) {
      const page = (pages[way] = await browser.newPage());
      page.setDefaultTimeout(TIMEOUT);
      await probe(page);
      await page.goto(address);
      await page.waitForFunction(
        (selector) => {
          const { benchmark } = /** @type {import('./probe.mjs').Probed} */ (
            /** @type {unknown} */ (window)
          );
          return benchmark.app().root.querySelector(selector);
        },
        {},
        selector,
      );
    }
    return use(new Tabs(pages));
  });
}

export class Tabs {
  #pages;

  /** @param {Record<string, import('puppeteer').Page>} pages By the names of the ways. */
  constructor(pages) {
    this.#pages = pages;
  }

  /**
   * @template Argument, Measurement
   * @param {number} rounds
   * @param {(argument: Argument) => Promise<Measurement>} measureInPage Runs in the page.
   * @param {Argument} argument
   */
  inTurn(rounds, measureInPage, argument) {
    return inTurn(rounds, this.#pages, async (page) => {
      await page.bringToFront();
      return /** @type {Promise<Measurement>} */ (
        page.evaluate(/** @type {(argument: any) => unknown} */ (measureInPage), argument)
      );
    });
  }
}
