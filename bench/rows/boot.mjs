/** From the start of the worker to the first answered callback: stock Pyodide, and this build. */
import { BUILT_IN } from '../../tools/runtime/lines.mjs';
import { definitionOf, inPage, requestsOf } from '../ask.mjs';
import { inQuietPage } from '../quiet-page.mjs';
import { compare, OURS } from '../report.mjs';
import { inTurn } from '../statistics.mjs';

/** What dash-renderer asks for, with the first callback of the benchmark's app. */
const REQUESTS = requestsOf({
  output: 'graph.figure',
  outputs: { id: 'graph', property: 'figure' },
  inputs: [{ id: 'button', property: 'n_clicks', value: 1 }],
  changedPropIds: ['button.n_clicks'],
  parsedChangedPropsIds: ['button.n_clicks'],
  state: [],
});

const STOCK = 'stock Pyodide';
const BARE = 'loadPyodide() alone';

/** @type {import('../bench.mjs').Row['measure']} */
export async function measureBoot({ site: { origin, wheels }, browser, rounds }) {
  const definition = await definitionOf('app.py', origin);
  const pyodideURL = `${origin}/dist/pyodide/`;
  const location = {
    runtimeURL: `${origin}/dist/runtime/`,
    pyodideURL,
    pyodideVersion: BUILT_IN.version,
    packagesURL: pyodideURL,
    indexURL: `${origin}/simple/`,
  };
  /** @type {Record<string, import('../ask.mjs').Question>} */
  const questions = {
    [OURS]: {
      worker: '/dist/web-dash-kernel.js',
      boot: location,
      announces: true,
      definition,
      requests: REQUESTS,
    },
    [STOCK]: { worker: '/stock-worker.js', boot: { wheels }, definition, requests: REQUESTS },
    [BARE]: { worker: '/bare-worker.js', boot: {}, definition, requests: [] },
  };
  const boots = await inTurn(rounds, questions, (question) =>
    inQuietPage(browser, async (page) => {
      await page.goto(`${origin}/index.html`);
      return inPage(page, question);
    }),
  );
  return [
    ...compare('worker, booted', boots, ({ booted }) => booted, 's'),
    ...compare('worker, first callback answered', boots, ({ answered }) => answered, 's'),
    ...compare('worker, processor time', boots, ({ processor }) => processor, 's'),
  ];
}
