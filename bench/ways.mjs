/** The ways to show the benchmark's app in a page, with what is compared. */
import { OURS } from './report.mjs';

/** Until what a browser keeps of a page is written, in milliseconds. */
const SETTLED = 8000;

/** How long a snapshot may take to be made. */
const PATIENCE = 120_000;

/**
 * @typedef {object} Way
 * @property {string} origin
 * @property {string} path
 * @property {boolean} [isFloor] Whether it shows nothing, and is what is left of a time where all else costs nothing.
 * @property {(page: Pick<import('puppeteer').Page, 'evaluate'>) => Promise<void>} settle Waits until all is kept for the next visit.
 */

/**
 * @param {import('./bench.mjs').Bench} bench
 * @returns {Record<string, Way>}
 */
export function waysOf({ site: { origin }, servers }) {
  const settle = () => new Promise((resolve) => setTimeout(() => resolve(undefined), SETTLED));
  const onServers = Object.entries(servers.of('app')).map(
    ([name, origin]) => /** @type {const} */ ([name, { origin, path: '/', settle }]),
  );
  return {
    [OURS]: {
      origin,
      path: '/element.html',
      settle: async (page) => void (await Promise.all([settle(), snapshotMade(page)])),
    },
    'this build, prerendered': { origin, path: '/prerendered.html', settle },
    'stock Pyodide': { origin, path: '/stock.html', settle },
    'loadPyodide() alone': { origin, path: '/bare.html', isFloor: true, settle },
    ...Object.fromEntries(onServers),
  };
}

/**
 * Waits for the snapshot that the page's idle kernel has made for the next visit.
 *
 * @param {Pick<import('puppeteer').Page, 'evaluate'>} page
 */
async function snapshotMade(page) {
  const kept = await page.evaluate(async (patience) => {
    const end = performance.now() + patience;
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('web-dash-snapshots').catch(() => undefined);
      for await (const handle of folder?.values() ?? []) {
        if (handle.kind !== 'file' || (await handle.getFile()).size < 1000) continue;
        // Whoever makes it has this lock.
        await navigator.locks.request('web-dash snapshot', () => undefined);
        return true;
      }
    }
    return false;
  }, PATIENCE);
  if (!kept) console.error('  No snapshot was made: the second visit starts without one.');
}
