/** What the page's thread is held up by: while it starts, while callbacks rain, and while Python computes. */
import { inFreshBrowser } from '../browser.mjs';
import { inQuietPage } from '../quiet-page.mjs';
import { compare, OURS } from '../report.mjs';
import { inTurn } from '../statistics.mjs';
import { inTabs } from '../tabs.mjs';
import { traceTasks } from '../trace.mjs';
import { visit } from '../visit.mjs';
import { waysOf } from '../ways.mjs';

/** Our scripts; those of the app have other names. */
const OWN = /\/dist\/web-dash/;

const CLICKS = 60;

/** A frame that comes later than this was dropped, in milliseconds: half as late again as at 60 a second. */
const LATE = 25;

/** @typedef {import('../probe.mjs').Tasks} Tasks */

/** @type {import('../bench.mjs').Row['measure']} */
export async function measureMainThread(bench) {
  const ways = Object.fromEntries(Object.entries(waysOf(bench)).filter(([, way]) => !way.isFloor));
  const boots = await inTurn(bench.rounds, ways, ({ origin, path }) =>
    inQuietPage(bench.browser, (page) => visit(page, origin + path)),
  );
  const ours = Object.fromEntries(Object.entries(ways).filter(([name]) => name === OURS));
  const traces = await inTurn(bench.rounds, ours, ({ origin, path }) =>
    inFreshBrowser(bench.browser, async (page) => {
      const tasks = await traceTasks(page, OWN, () => visit(page, origin + path));
      console.error(`  ours: ${tasks.longest.toFixed(0)} ms ${tasks.where}`);
      return tasks;
    }),
  );
  const storms = await inTabs(bench, 'app', '#graph .js-plotly-plot', async (tabs) => {
    await tabs.inTurn(1, rainInPage, CLICKS);
    const rains = await tabs.inTurn(bench.rounds, rainInPage, CLICKS);
    return [
      ...told('storm', rains),
      ...compare('storm, all answered', rains, ({ answered }) => answered),
    ];
  });
  const scrolls = await inTabs(bench, 'work', '#compute', async (tabs) => {
    const scrolled = await tabs.inTurn(bench.rounds, scrollInPage, LATE);
    return [
      ...compare('Python computes, frames of scrolling', scrolled, ({ frames }) => frames, ''),
      ...compare('– of them late', scrolled, ({ late }) => late, ''),
      ...compare('– the longest', scrolled, ({ longest }) => longest, 'ms'),
    ];
  });
  return [
    ...told('boot', boots),
    ...compare('boot, our part of one task', traces, ({ longest }) => longest, 'ms'),
    ...compare('boot, our part of all long tasks', traces, ({ total }) => total, 'ms'),
    ...storms,
    ...scrolls,
  ];
}

/**
 * @param {string} when
 * @param {Record<string, readonly Tasks[]>} ways
 */
function told(when, ways) {
  return [
    ...compare(`${when}, longest task`, ways, ({ longest }) => longest, 'ms'),
    ...compare(`${when}, total blocking time`, ways, ({ blocking }) => blocking, 'ms'),
  ];
}

/**
 * Runs in the page: clicks at each frame, and waits until all is answered and drawn.
 *
 * @param {number} clicks
 * @returns {Promise<Tasks & { answered: number }>}
 */
async function rainInPage(clicks) {
  const { benchmark } = /** @type {import('../probe.mjs').Probed} */ (
    /** @type {unknown} */ (window)
  );
  const { root, realm } = benchmark.app();
  const button = /** @type {HTMLButtonElement} */ (root.querySelector('#button'));
  const { fetch } = realm;
  let pending = 0;
  let ended = 0;
  realm.fetch = async (...args) => {
    pending++;
    try {
      return await fetch.apply(realm, args);
    } finally {
      pending--;
      ended = performance.now();
    }
  };
  await benchmark.tasks();
  const start = performance.now();
  for (let click = 0; click < clicks; click++) {
    button.click();
    await new Promise(requestAnimationFrame);
  }
  const quiet = () => pending === 0 && performance.now() - ended > 500;
  while (!quiet()) await new Promise(requestAnimationFrame);
  realm.fetch = fetch;
  return { ...(await benchmark.tasks()), answered: ended - start };
}

/**
 * Runs in the page: scrolls while a callback computes for two seconds.
 *
 * @param {number} late
 * @returns {Promise<{ frames: number, late: number, longest: number }>} How many frames came, how many of them late,
 *   and how long the longest took, in milliseconds.
 */
async function scrollInPage(late) {
  const { benchmark } = /** @type {import('../probe.mjs').Probed} */ (
    /** @type {unknown} */ (window)
  );
  const { root } = benchmark.app();
  const computed = /** @type {HTMLElement} */ (root.querySelector('#computed'));
  const before = computed.textContent;
  scrollTo(0, 0);
  /** @type {HTMLButtonElement} */ (root.querySelector('#compute')).click();
  const gaps = [];
  let last = await new Promise(requestAnimationFrame);
  while (computed.textContent === before) {
    scrollBy(0, 10);
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  return {
    frames: gaps.length,
    late: gaps.filter((gap) => gap > late).length,
    longest: Math.max(...gaps),
  };
}
