/** One callback that draws a graph of 200 points: in `<web-dash>`, and on Dash's own server. */
import { startDashServer } from './dash-server.mjs';
import { inFreshBrowser } from './browser.mjs';
import { inTurn } from './statistics.mjs';

/** The two take turns in blocks, for only the tab in front draws. */
const BLOCKS = 10;
const WARM_UP = 30;

/**
 * The steps of one round trip, in milliseconds.
 *
 * @typedef {object} RoundTrip
 * @property {number} fetched From the front end's call of `fetch` until it resolves.
 * @property {number} answered … until the answer is read and parsed.
 * @property {number} drawn From the click until Plotly has drawn.
 */

/**
 * @param {import('./site.mjs').Site} site
 * @param {number} count Round trips each.
 * @returns {Promise<Record<'server' | 'build', RoundTrip[]>>}
 */
export async function measureCallback({ origin }, count) {
  const dash = await startDashServer();
  try {
    return await inFreshBrowser(`${origin}/index.html`, async (page, browser) => {
      await page.evaluate(mountInPage, '/app.py');
      const served = await browser.newPage();
      await served.goto(dash.origin);
      const ways = { server: served, build: page };
      for (const way of Object.values(ways)) {
        await way.bringToFront();
        await way.evaluate(clickInPage, WARM_UP);
      }
      const block = async (/** @type {import('puppeteer').Page} */ way) => {
        await way.bringToFront();
        return way.evaluate(clickInPage, Math.ceil(count / BLOCKS));
      };
      const { server, build } = await inTurn(BLOCKS, {
        server: () => block(ways.server),
        build: () => block(ways.build),
      });
      return { server: server.flat(), build: build.flat() };
    });
  } finally {
    dash.close();
  }
}

/**
 * Runs in the page: shows an app in `<web-dash>`.
 *
 * @param {string} src
 */
async function mountInPage(src) {
  const script = '/dist/web-dash.js';
  await import(script);
  const element = document.createElement('web-dash');
  Object.assign(element, { src, loading: 'eager' });
  document.body.append(element);
  await /** @type {import('../src/web-dash-element.js').WebDashElement} */ (element).ready;
}

/**
 * Runs in a page with the app, be it in an element or in the page itself: clicks and waits, again and again.
 *
 * @param {number} count
 * @returns {Promise<RoundTrip[]>}
 */
async function clickInPage(count) {
  /** A reader's pause, in which the browser clears up. */
  const pause = () => new Promise((resolve) => setTimeout(resolve, 40));
  const root = document.querySelector('web-dash')?.shadowRoot ?? document;
  const frame = /** @type {HTMLIFrameElement | null} */ (
    document.querySelector('[data-web-dash="realms"] iframe')
  );
  const realm = /** @type {Window & typeof globalThis} */ (frame?.contentWindow ?? window);

  /** @type {Element | null} */
  let graph = null;
  while (!(graph && 'on' in graph)) {
    await pause();
    graph = root.querySelector('#graph .js-plotly-plot');
  }
  const plot = /** @type {{ on(event: string, listener: () => void): void }} */ (
    /** @type {unknown} */ (graph)
  );
  const button = /** @type {HTMLButtonElement} */ (root.querySelector('#button'));

  let drawn = () => {};
  plot.on('plotly_afterplot', () => drawn());
  const { fetch } = realm;
  const times = { asked: 0, fetched: 0, answered: 0 };
  realm.fetch = async (...args) => {
    times.asked = performance.now();
    const response = await fetch.apply(realm, args);
    times.fetched = performance.now();
    const { json } = response;
    response.json = async () => {
      const value = await json.call(response);
      times.answered = performance.now();
      return value;
    };
    return response;
  };
  const results = [];
  for (let round = 0; round < count; round++) {
    await pause();
    const clicked = performance.now();
    const done = new Promise((resolve) => (drawn = () => resolve(undefined)));
    button.click();
    await done;
    results.push({
      fetched: times.fetched - times.asked,
      answered: times.answered - times.asked,
      drawn: performance.now() - clicked,
    });
  }
  realm.fetch = fetch;
  return results;
}
