/** From the `load` of one element to the `load` of a second one on the same page. */
import { inQuietPage } from '../quiet-page.mjs';
import { compare, OURS } from '../report.mjs';
import { inTurn } from '../statistics.mjs';

/**
 * When each step of the second element was done, in milliseconds since the first one's `load`.
 *
 * @typedef {object} Times
 * @property {number} defined Its source is loaded and on its way to Python.
 * @property {number} served Python has run the app and answered the first request.
 * @property {number} loaded It is shown.
 */

/** @type {import('../bench.mjs').Row['measure']} */
export async function measureSecondElement({ site, browser, rounds }) {
  const second = await inTurn(rounds, { [OURS]: '/app.py' }, (src) =>
    inQuietPage(browser, async (page) => {
      await page.goto(`${site.origin}/index.html`);
      return page.evaluate(insertInPage, src);
    }),
  );
  return [
    ...compare('second element, load to load', second, ({ loaded }) => loaded, 's'),
    ...compare('– source loaded', second, ({ defined }) => defined),
    ...compare('– app runs, first page answered', second, (t) => t.served - t.defined),
    ...compare('– view: scripts, layout, first callbacks', second, (t) => t.loaded - t.served),
  ];
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
    return /** @type {import('../../src/web-dash-element.js').WebDashElement} */ (element);
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
