/** Asks a worker that speaks `src/kernel/protocol.ts` for an app, and tells when it has answered. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { processorTime } from './browser.mjs';
import { SITE } from './site.mjs';

/**
 * When each step was done, in milliseconds since the worker's start.
 *
 * @typedef {object} Times
 * @property {number} booted Python is there, with Dash if the worker brings it along.
 * @property {number} installed What the app needs is installed.
 * @property {number} started The app's file has run.
 * @property {number} answered The callback is answered.
 */

/**
 * @typedef {object} Question
 * @property {string} worker The worker's address.
 * @property {object} boot Arguments of its `boot`.
 * @property {import('../src/kernel/protocol.js').AppDefinition} definition
 * @property {boolean} [announces] Whether it wants to know beforehand what the app needs.
 * @property {Record<string, string>} [files] Addresses of the app's files, by their paths.
 * @property {{ method: string, target: string, json?: object }[]} requests
 */

/**
 * What dash-renderer asks for at the start of an app, and the app's first callback.
 *
 * @param {object} callback The body of the callback's request.
 * @returns {Question['requests']}
 */
export function requestsOf(callback) {
  return [
    { method: 'GET', target: '/' },
    { method: 'GET', target: '/_dash-layout' },
    { method: 'GET', target: '/_dash-dependencies' },
    { method: 'POST', target: '/_dash-update-component', json: callback },
  ];
}

/**
 * An app that is one file of `bench/site/`.
 *
 * @param {string} filename
 * @param {string} origin
 * @returns {Promise<import('../src/kernel/protocol.js').AppDefinition>}
 */
export async function definitionOf(filename, origin) {
  return {
    code: await readFile(join(SITE, filename), 'utf8'),
    filename,
    origin,
    page: `${origin}/`,
    proxy: null,
    files: [],
    lazyFiles: [],
    folders: [],
    requirements: [],
    lock: null,
    persist: null,
  };
}

/**
 * Has a page ask.
 *
 * @param {import('./quiet-page.mjs').QuietPage} page
 * @param {Question} question
 * @returns {Promise<Times & { processor: number | undefined }>} With the processor time that all of it took, in
 *   milliseconds.
 */
export async function inPage(page, question) {
  const before = await processorTime(page);
  const times = await page.evaluate(askInPage, question);
  const after = await processorTime(page);
  return { ...times, processor: after && before && after - before };
}

/**
 * Starts the worker, an app in it, and asks the app. Runs in the page, and so uses nothing of this file.
 *
 * @param {Question} question
 * @returns {Promise<Times>}
 */
async function askInPage({
  worker: address,
  boot,
  announces = false,
  definition,
  files = {},
  requests,
}) {
  const load = async (/** @type {[path: string, url: string]} */ [path, url]) => {
    const content = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return { path, content };
  };
  const loaded = await Promise.all(Object.entries(files).map(load));
  /** @type {string} */
  const helper = '/worker-calls.js';
  const { callerOf } = await import(helper);
  const start = performance.now();
  const worker = new Worker(address, { type: 'module' });
  let installed = 0;
  const call = callerOf(worker, (/** @type {{ stage: string }} */ { stage }) => {
    if (stage === 'app') installed = performance.now() - start;
  });

  const booting = call('boot', boot);
  // As the element does, once it knows the app and while Python boots.
  const { code, filename, requirements, lock } = definition;
  const needs = { code, filename, requirements, lock, files: [], paths: Object.keys(files) };
  if (announces) void call('announce', { app: 'app', needs });
  await booting;
  const booted = performance.now() - start;
  if (requests.length > 0) {
    await call('start', { app: 'app', definition: { ...definition, files: loaded } });
  }
  const started = performance.now() - start;
  for (const { method, target, json } of requests) {
    const headers = json ? [['content-type', 'application/json']] : [];
    const body = json ? new TextEncoder().encode(JSON.stringify(json)) : null;
    const request = { method, target, headers, body };
    const { status } = await call('request', { app: 'app', request });
    if (status !== 200) throw new Error(`${target} was answered with status ${status}`);
  }
  const answered = performance.now() - start;
  return { booted, installed, started, answered };
}
