/** Several elements on a page: time until all have drawn, and the memory of each further one. */
import { TIMEOUT } from '../browser.mjs';
import { memoryOf } from '../memory.mjs';
import { probe } from '../probe.mjs';
import { inQuietPage } from '../quiet-page.mjs';
import { compare, OURS } from '../report.mjs';
import { inTurn } from '../statistics.mjs';
import { measureSecondElement } from './second-element.mjs';

const COUNTS = [1, 5, 20];
const MOST = 20;

/** Until a page has come to rest, in milliseconds; less than an idle kernel waits before it makes a snapshot. */
const REST = 2000;

/**
 * @typedef {object} Page
 * @property {number} drawn When all had drawn, in milliseconds since the navigation.
 * @property {import('../memory.mjs').Memory | undefined} memory
 */

/** @type {import('../bench.mjs').Row['measure']} */
export async function measureElements(bench) {
  // By one name of the host, so that the browser has them in the page's process, as it has elements.
  const frame = bench.servers.of('app')['waitress']?.replace('127.0.0.1', 'localhost');
  const queries = { [OURS]: 'src=/app.py', 'frames of waitress': `frame=${frame}` };
  const pages = Object.fromEntries(
    Object.entries(queries).flatMap(([way, query]) =>
      COUNTS.map((count) => [`${way} × ${count}`, { query, count }]),
    ),
  );
  const measured = await inTurn(bench.rounds, pages, ({ query, count }) =>
    inQuietPage(bench.browser, async (page) => {
      await probe(page);
      const address = `${bench.site.origin}/many.html?${query}&count=${count}`;
      await page.goto(address, { waitUntil: 'domcontentloaded', timeout: TIMEOUT });
      const drawn = await page.evaluate((count) => {
        const { benchmark } = /** @type {import('../probe.mjs').Probed} */ (
          /** @type {unknown} */ (window)
        );
        return benchmark.drawn(count);
      }, count);
      await new Promise((resolve) => setTimeout(resolve, REST));
      return { drawn, memory: await memoryOf(page) };
    }),
  );
  /** @param {number} count */
  const of = (count) =>
    Object.fromEntries(
      Object.keys(queries).map((way) => [way, measured[`${way} × ${count}`] ?? []]),
    );
  const [one, most] = [of(1), of(MOST)];
  const further = Object.fromEntries(
    Object.keys(queries).map((way) => [
      way,
      (most[way] ?? []).map((page, round) => furtherOne(one[way]?.[round], page)),
    ]),
  );
  return [
    ...COUNTS.flatMap((count) =>
      compare(`${count} on a page, all drawn`, of(count), (page) => page.drawn, 's'),
    ),
    ...compare(`${MOST} on a page, of the time of one`, further, ({ times }) => times, ''),
    ...compare('each further one, memory of the page’s thread', further, (each) => each.page, 'MB'),
    ...compare('each further one, memory of workers', further, (each) => each.workers, 'MB'),
    ...compare('each further one, memory of the process', further, (each) => each.process, 'MB'),
    ...(await measureSecondElement(bench)),
  ];
}

/**
 * @param {Page | undefined} one
 * @param {Page} most
 */
function furtherOne(one, most) {
  const each = (/** @type {keyof import('../memory.mjs').Memory} */ kind) => {
    const [before, after] = [one?.memory?.[kind], most.memory?.[kind]];
    return before === undefined || after === undefined ? undefined : (after - before) / (MOST - 1);
  };
  return {
    times: most.drawn / (one?.drawn ?? NaN),
    page: each('page'),
    workers: each('workers'),
    process: each('process'),
  };
}
