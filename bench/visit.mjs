/** One visit to a page with the benchmark's app, from the navigation to the first answer to the reader. */
import { processorTime, TIMEOUT } from './browser.mjs';
import { probe } from './probe.mjs';

/**
 * @typedef {import('./probe.mjs').Visit & import('./probe.mjs').Tasks & { processor: number | undefined }} Visit With
 *   what the page's process has used of the processor till then, in milliseconds.
 */

/**
 * @param {import('./quiet-page.mjs').QuietPage} page A new one.
 * @param {string} address
 * @returns {Promise<Visit>}
 */
export async function visit(page, address) {
  await probe(page, true);
  await page.goto(address, { waitUntil: 'domcontentloaded', timeout: TIMEOUT });
  const told = await page.evaluate(async () => {
    const { benchmark } = /** @type {import('./probe.mjs').Probed} */ (
      /** @type {unknown} */ (window)
    );
    const times = await benchmark.visit;
    return { .../** @type {import('./probe.mjs').Visit} */ (times), ...(await benchmark.tasks()) };
  });
  return { ...told, processor: await processorTime(page) };
}
