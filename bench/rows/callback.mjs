/** One callback that draws a graph of 200 points, from the click of a reader who waits for each answer. */
import { compare } from '../report.mjs';
import { inTabs } from '../tabs.mjs';

const BLOCKS = 10;
const WARM_UP = 30;

/** Round trips of each way for a round of other rows. */
const TRIPS = 60;

/**
 * The steps of one round trip, in milliseconds.
 *
 * @typedef {object} RoundTrip
 * @property {number} fetched From the front end's call of `fetch` until it resolves.
 * @property {number} answered … until the answer is read and parsed.
 * @property {number} drawn From the click until Plotly has drawn.
 */

/** @type {import('../bench.mjs').Row['measure']} */
export function measureCallback(bench) {
  return inTabs(bench, 'app', '#graph .js-plotly-plot', async (tabs) => {
    await tabs.inTurn(1, clickInPage, WARM_UP);
    const blocks = await tabs.inTurn(BLOCKS, clickInPage, (bench.rounds * TRIPS) / BLOCKS);
    const trips = Object.fromEntries(
      Object.entries(blocks).map(([way, each]) => [way, each.flat()]),
    );
    return [
      ...compare('callback, fetch resolved', trips, ({ fetched }) => fetched, 'ms'),
      ...compare('callback, answer parsed', trips, ({ answered }) => answered, 'ms'),
      ...compare('callback, click to drawn', trips, ({ drawn }) => drawn, 'ms'),
    ];
  });
}

/**
 * Runs in the page.
 *
 * @param {number} count
 * @returns {Promise<RoundTrip[]>}
 */
async function clickInPage(count) {
  const { benchmark } = /** @type {import('../probe.mjs').Probed} */ (
    /** @type {unknown} */ (window)
  );
  const { root, realm } = benchmark.app();
  /** A reader's pause, in which the browser clears up. */
  const pause = () => new Promise((resolve) => setTimeout(resolve, 40));
  const button = /** @type {HTMLButtonElement} */ (root.querySelector('#button'));
  const graph = root.querySelector('#graph .js-plotly-plot');
  while (!(graph && 'on' in graph)) await pause();
  const plot = /** @type {{ on(event: string, listener: () => void): void }} */ (
    /** @type {unknown} */ (graph)
  );

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
