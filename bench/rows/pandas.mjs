/** A dashboard of pandas, Plotly Express and a DataTable over a CSV: plain Pyodide 0.27.7, and this build. */
import { definitionOf, inPage, requestsOf } from '../ask.mjs';
import { inFreshBrowser } from '../browser.mjs';
import { openQuietPage } from '../quiet-page.mjs';
import { compare, OURS } from '../report.mjs';
import { inTurn } from '../statistics.mjs';

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

/** @type {import('../bench.mjs').Row['measure']} */
export async function measurePandas({ site: { origin, sent }, browser, rounds }) {
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
  const question = { definition, files, requests: REQUESTS };
  /** @type {Record<string, import('../ask.mjs').Question>} */
  const questions = {
    [OURS]: { ...question, worker: '/dist/web-dash-kernel.js', boot: location, announces: true },
    'plain Pyodide': {
      ...question,
      worker: '/plain-worker.js',
      boot: {},
      definition: { ...definition, requirements: [{ text: 'dash', base: origin }] },
    },
  };
  const visits = await inTurn(rounds, questions, (question) =>
    inFreshBrowser(browser, async (_, browser) => {
      const visit = async () => {
        const page = await openQuietPage(browser);
        await page.goto(`${origin}/index.html`);
        const before = sent();
        const asked = { ...(await inPage(page, question)), bytes: sent() - before };
        await page.close();
        return asked;
      };
      const first = await visit();
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      return { first, second: await visit() };
    }),
  );
  return /** @type {const} */ (['first', 'second']).flatMap((time) => {
    const compared = (
      /** @type {string} */ what,
      /** @type {(visit: Visit) => number | undefined} */ read,
      /** @type {import('../report.mjs').Unit} */ unit,
    ) => compare(`pandas, ${time} visit, ${what}`, visits, (all) => read(all[time]), unit);
    return [
      ...compared('answered', (t) => t.answered, 's'),
      ...compared('interpreter', (t) => t.booted, 's'),
      ...compared('packages', (t) => t.installed - t.booted, 's'),
      ...compared('the app’s file runs', (t) => t.started - t.installed, 's'),
      ...compared('first page and callback', (t) => t.answered - t.started, 's'),
      ...compared('processor time', (t) => t.processor, 's'),
      ...compared('bytes', (t) => t.bytes, 'MB'),
    ];
  });
}

/** @typedef {Awaited<ReturnType<typeof inPage>> & { bytes: number }} Visit With the bytes that the server has sent. */
