/** From the start of the worker to the first answered callback: stock Pyodide, and this build. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { inFreshBrowser, processorTime } from './browser.mjs';
import { SITE } from './site.mjs';
import { inTurn } from './statistics.mjs';

/** What dash-renderer asks for at the start of the benchmark's app, and its first callback. */
const REQUESTS = [
  { method: 'GET', target: '/' },
  { method: 'GET', target: '/_dash-layout' },
  { method: 'GET', target: '/_dash-dependencies' },
  {
    method: 'POST',
    target: '/_dash-update-component',
    json: {
      output: 'graph.figure',
      outputs: { id: 'graph', property: 'figure' },
      inputs: [{ id: 'button', property: 'n_clicks', value: 1 }],
      changedPropIds: ['button.n_clicks'],
      parsedChangedPropsIds: ['button.n_clicks'],
      state: [],
    },
  },
];

/**
 * When each step was done, in milliseconds since the worker's start.
 *
 * @typedef {object} Times
 * @property {number} booted Dash is imported (of a bare Pyodide: `loadPyodide` is done).
 * @property {number} started The app's file has run.
 * @property {number} answered The callback is answered.
 */

/** @typedef {Times & { processor: number }} Boot With the processor time that all of it took, in milliseconds. */

/**
 * @param {import('./site.mjs').Site} site
 * @param {number} rounds
 * @returns {Promise<Record<'stock' | 'build' | 'bare', Boot[]>>}
 */
export async function measureBoot({ origin, wheels }, rounds) {
  const filename = 'app.py';
  const code = await readFile(join(SITE, filename), 'utf8');
  const definition = { code, filename, files: [], lazyFiles: [], requirements: [], lock: null, origin };
  const location = { runtimeURL: `${origin}/dist/runtime/`, pyodideURL: `${origin}/dist/pyodide/` };
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
        definition,
        requests: REQUESTS,
      }),
    bare: () => cold({ worker: '/bare-worker.js', boot: {}, definition, requests: [] }),
  });
}

/**
 * Runs in the page, and so may use nothing of this file: starts a worker that speaks
 * `src/kernel/protocol.ts`, an app in it, and asks the app.
 *
 * @param {object} options
 * @param {string} options.worker The worker's address.
 * @param {object} options.boot Arguments of its `boot`.
 * @param {import('../src/kernel/protocol.js').AppDefinition} options.definition
 * @param {{ method: string, target: string, json?: object }[]} options.requests
 * @returns {Promise<Times>}
 */
async function askInPage({ worker: address, boot, definition, requests }) {
  const start = performance.now();
  const worker = new Worker(address, { type: 'module' });
  let calls = 0;
  const call = (/** @type {string} */ type, /** @type {object} */ args) =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      const listener = (/** @type {MessageEvent} */ { data }) => {
        if (data.id !== id || data.type === 'progress') return;
        worker.removeEventListener('message', listener);
        if (data.type === 'result') resolve(data.value);
        else reject(new Error(`${type}: ${data.error.message}`));
      };
      worker.addEventListener('message', listener);
      worker.addEventListener('error', () => reject(new Error(`${address} failed`)));
      worker.postMessage({ type, id, ...args });
    });

  await call('boot', boot);
  const booted = performance.now() - start;
  if (requests.length > 0) await call('start', { app: 'app', definition });
  const started = performance.now() - start;
  for (const { method, target, json } of requests) {
    const headers = json ? [['content-type', 'application/json']] : [];
    const body = json ? new TextEncoder().encode(JSON.stringify(json)) : null;
    const request = { method, target, headers, body };
    const response = await call('request', { app: 'app', request });
    const { status } = /** @type {{ status: number }} */ (response);
    if (status !== 200) throw new Error(`${target} was answered with status ${status}`);
  }
  const answered = performance.now() - start;
  worker.terminate();
  return { booted, started, answered };
}
