/** From the start of the worker to the first answered callback: stock Pyodide, and this build. */
import { BUILT_IN } from '../tools/runtime/lines.mjs';
import { askInPage, definitionOf, requestsOf } from './ask.mjs';
import { inFreshBrowser, processorTime } from './browser.mjs';
import { inTurn } from './statistics.mjs';

/** What dash-renderer asks for, with the first callback of the benchmark's app. */
const REQUESTS = requestsOf({
  output: 'graph.figure',
  outputs: { id: 'graph', property: 'figure' },
  inputs: [{ id: 'button', property: 'n_clicks', value: 1 }],
  changedPropIds: ['button.n_clicks'],
  parsedChangedPropsIds: ['button.n_clicks'],
  state: [],
});

/** @typedef {import('./ask.mjs').Times & { processor: number }} Boot With the processor time that all of it took, in milliseconds. */

/**
 * @param {import('./site.mjs').Site} site
 * @param {number} rounds
 * @returns {Promise<Record<'stock' | 'build' | 'bare', Boot[]>>}
 */
export async function measureBoot({ origin, wheels }, rounds) {
  const definition = await definitionOf('app.py', origin);
  const pyodideURL = `${origin}/dist/pyodide/`;
  const location = {
    runtimeURL: `${origin}/dist/runtime/`,
    pyodideURL,
    pyodideVersion: BUILT_IN.version,
    packagesURL: pyodideURL,
    indexURL: `${origin}/simple/`,
  };
  const cold = (/** @type {Parameters<typeof askInPage>[0]} */ options) =>
    inFreshBrowser(`${origin}/index.html`, async (page) => {
      const before = await processorTime(page);
      const times = await page.evaluate(askInPage, options);
      return { ...times, processor: (await processorTime(page)) - before };
    });
  return inTurn(rounds, {
    stock: () =>
      cold({
        worker: '/stock-worker.js',
        boot: { wheels },
        definition,
        requests: REQUESTS,
      }),
    build: () =>
      cold({
        worker: '/dist/web-dash-kernel.js',
        boot: location,
        announces: true,
        definition,
        requests: REQUESTS,
      }),
    bare: () => cold({ worker: '/bare-worker.js', boot: {}, definition, requests: [] }),
  });
}
