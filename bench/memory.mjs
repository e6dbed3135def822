/** How much memory a page takes. */
import { readFile } from 'node:fs/promises';

import { isChromium, renderers } from './browser.mjs';

/**
 * In bytes.
 *
 * @typedef {object} Memory
 * @property {number} page Objects, nodes and buffers of the page's thread, of all its realms.
 * @property {number} workers The same of its workers: of Python the memory of WebAssembly, and files.
 * @property {number | undefined} process What its processes have of the machine's memory (PSS), where the system tells.
 */

/**
 * @param {import('./quiet-page.mjs').QuietPage} page
 * @returns {Promise<Memory | undefined>}
 */
export async function memoryOf(page) {
  if (!(await isChromium(page.browser()))) return undefined;
  const session = await page.createCDPSession();
  /** @type {import('puppeteer').CDPSession[]} */
  const workers = [];
  session.on('sessionattached', (worker) => workers.push(worker));
  const attach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  await session.send('Target.setAutoAttach', attach);
  const sizes = await Promise.all(workers.map(usedBy));
  return {
    page: await usedBy(session),
    workers: sizes.reduce((sum, size) => sum + size, 0),
    process: await processMemory(page.browser()),
  };
}

/** @param {import('puppeteer').CDPSession} session Of a page or a worker. */
async function usedBy(session) {
  await session.send('HeapProfiler.collectGarbage');
  // The protocol has more than its typings.
  const usage = /** @type {Record<string, number>} */ (
    /** @type {unknown} */ (await session.send('Runtime.getHeapUsage'))
  );
  const kinds = ['usedSize', 'embedderHeapUsedSize', 'backingStorageSize'];
  return kinds.reduce((sum, kind) => sum + (usage[kind] ?? NaN), 0);
}

/** @param {import('puppeteer').Browser} browser */
async function processMemory(browser) {
  if (process.platform !== 'linux') return undefined;
  const session = await browser.target().createCDPSession();
  const sizes = (await renderers(session)).map(async (id) => {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8');
    return 1024 * Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]);
  });
  await session.detach();
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
