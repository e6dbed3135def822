/** A dashboard of pandas, Plotly Express and a DataTable over a CSV: plain Pyodide 0.27.7, and this build. */
import { askInPage, definitionOf, requestsOf } from './ask.mjs';
import { inFreshBrowser, processorTime } from './browser.mjs';
import { inTurn } from './statistics.mjs';

/** Until the store has kept what the first visit has loaded, in milliseconds. */
const PAUSE = 10_000;

const REQUESTS = requestsOf({
  output: '..revenue.figure...products.data..',
  outputs: [
    { id: 'revenue', property: 'figure' },
    { id: 'products', property: 'data' },
  ],
  inputs: [{ id: 'region', property: 'value', value: 'Asia' }],
  changedPropIds: ['region.value'],
  parsedChangedPropsIds: ['region.value'],
  state: [],
});

/**
 * @typedef {import('./ask.mjs').Times & { processor: number, bytes: number }} Visit With the processor time
 *   that all of it took, in milliseconds, and the bytes that the server has sent.
 * @typedef {{ first: Visit, second: Visit }} Visits In the same browser.
 */

/**
 * @param {import('./site.mjs').Site} site
 * @param {number} rounds
 * @returns {Promise<Record<'plain' | 'build', Visits[]>>}
 */
export async function measurePandas({ origin, sent }, rounds) {
  const definition = await definitionOf('sales.py', origin);
  const files = { 'sales.csv': '/data/sales.csv' };
  const pyodideURL = `${origin}/pyodide-0.27.7/`;
  const location = {
    runtimeURL: `${origin}/dist/runtime/`,
    pyodideURL,
    pyodideVersion: null,
    packagesURL: pyodideURL,
    indexURL: `${origin}/simple/`,
  };
  const visits = (/** @type {import('./ask.mjs').Question} */ question) =>
    inFreshBrowser(`${origin}/index.html`, async (page, browser) => {
      const visit = async (/** @type {import('puppeteer').Page} */ page) => {
        const before = { processor: await processorTime(page), bytes: sent() };
        const times = await page.evaluate(askInPage, question);
        const processor = (await processorTime(page)) - before.processor;
        return { ...times, processor, bytes: sent() - before.bytes };
      };
      const first = await visit(page);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      await page.close();
      const again = await browser.newPage();
      await again.goto(`${origin}/index.html`);
      return { first, second: await visit(again) };
    });
  return inTurn(rounds, {
    plain: () =>
      visits({
        worker: '/plain-worker.js',
        boot: {},
        definition: { ...definition, requirements: [{ text: 'dash', base: origin }] },
        files,
        requests: REQUESTS,
      }),
    build: () =>
      visits({
        worker: '/dist/web-dash-kernel.js',
        boot: location,
        announces: true,
        definition,
        files,
        requests: REQUESTS,
      }),
  });
}
