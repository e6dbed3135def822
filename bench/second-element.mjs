/** From the `load` of one element to the `load` of a second one on the same page. */
import { inFreshBrowser } from './browser.mjs';
import { inTurn } from './statistics.mjs';

/**
 * When each step of the second element was done, in milliseconds since the first one's `load`.
 *
 * @typedef {object} Times
 * @property {number} defined Its source is loaded and on its way to Python.
 * @property {number} served Python has run the app and answered the first request.
 * @property {number} loaded It is shown.
 */

/**
 * @param {import('./site.mjs').Site} site
 * @param {number} rounds
 * @returns {Promise<Times[]>}
 */
export async function measureSecondElement({ origin }, rounds) {
  const { second } = await inTurn(rounds, {
    second: () =>
      inFreshBrowser(`${origin}/index.html`, (page) => page.evaluate(insertInPage, '/app.py')),
  });
  return second;
}

/**
 * Runs in the page.
 *
 * @param {string} src
 * @returns {Promise<Times>}
 */
async function insertInPage(src) {
  const script = '/dist/web-dash.js';
  await import(script);
  const insert = () => {
    const element = document.createElement('web-dash');
    Object.assign(element, { src, loading: 'eager' });
    document.body.append(element);
    return /** @type {import('../src/web-dash-element.js').WebDashElement} */ (element);
  };
  const until = (/** @type {EventTarget} */ target, /** @type {string} */ type) =>
    new Promise((resolve, reject) => {
      target.addEventListener(type, resolve, { once: true });
      target.addEventListener('error', (event) => reject(new Error(String(event))));
    });

  await until(insert(), 'load');
  const start = performance.now();
  const times = { defined: 0, served: 0, loaded: 0 };
  const second = insert();
  second.addEventListener('progress', ({ stage }) => {
    if (stage === 'app') times.defined ||= performance.now() - start;
  });
  // The view makes the app's realm, a frame, once the first request is answered.
  const realms = document.querySelector('[data-web-dash="realms"]');
  const observer = new MutationObserver(() => {
    times.served ||= performance.now() - start;
  });
  if (realms) observer.observe(realms, { childList: true });
  await until(second, 'load');
  times.loaded = performance.now() - start;
  observer.disconnect();
  return times;
}
