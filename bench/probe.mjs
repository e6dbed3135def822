/** What the benchmarks have in each page: it finds the app there, and sees what the page's thread does. */

/**
 * What a page tells of a visit, in milliseconds since its navigation.
 *
 * @typedef {object} Visit
 * @property {number} drawn The figure is drawn. For bare Pyodide: it is there.
 * @property {number} answered The reader has clicked at that moment, and the answer is drawn.
 */

/**
 * Of the tasks of the page's thread that were longer than 50 ms, in milliseconds. Other browsers than Chromium don't
 * tell.
 *
 * @typedef {object} Tasks
 * @property {number} [longest] How long the longest was, 0 if there was none.
 * @property {number} [blocking] By how much all of them were longer.
 */

/**
 * @typedef {object} Benchmark
 * @property {Promise<Visit>} [visit]
 * @property {(count: number) => Promise<number>} drawn When so many apps on the page have drawn their figures.
 * @property {() => { root: ParentNode, realm: Window & typeof globalThis }} app The document and the global scope of
 *   the app, be it in an element, in a frame or in the page itself.
 * @property {() => Promise<Tasks>} tasks Those since the navigation, or since it was last asked.
 */

/** @typedef {Window & { benchmark: Benchmark }} Probed */

/**
 * @param {Pick<import('puppeteer').Page, 'evaluateOnNewDocument'>} page
 * @param {boolean} [visits] Whether to click at the earliest moment.
 */
export async function probe(page, visits = false) {
  await page.evaluateOnNewDocument(probeInPage, visits);
}

/**
 * Runs in the page and in its frames, before their own scripts.
 *
 * @param {boolean} visits
 */
function probeInPage(visits) {
  const FIGURE = '#graph .scatterlayer .js-line';
  const frame = () => new Promise(requestAnimationFrame);

  if (window !== top) {
    // An app in a frame tells the page around it; realms are no apps' pages.
    if (location.protocol !== 'http:') return;
    void (async () => {
      while (!document.querySelector(FIGURE)) await frame();
      top?.postMessage('drawn', '*');
    })();
    return;
  }

  let drawnFrames = 0;
  addEventListener('message', ({ data }) => {
    if (data === 'drawn') drawnFrames++;
  });
  /** @type {number[]} */
  let tasks = [];
  const observed = PerformanceObserver.supportedEntryTypes.includes('longtask');
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  });
  if (observed) observer.observe({ type: 'longtask' });

  const elements = () => [...document.querySelectorAll('web-dash')];
  const app = () => {
    const element = elements()[0];
    const realms = document.querySelectorAll('[data-web-dash="realms"] iframe');
    const inside = element ? [...realms] : [...document.querySelectorAll('iframe')];
    const windows = inside.map((each) => /** @type {HTMLIFrameElement} */ (each).contentWindow);
    // An element has a frame for its history, too, which runs no scripts.
    const realm =
      windows.find((each) => each && 'dash_component_api' in each) ?? windows[0] ?? window;
    const root = element ? element.shadowRoot : realm === window ? document : realm.document;
    return {
      root: /** @type {ParentNode} */ (root ?? document),
      realm: /** @type {Window & typeof globalThis} */ (realm),
    };
  };
  const line = () => app().root.querySelector(FIGURE)?.getAttribute('d');
  const visit = async () => {
    let first;
    while (!(first = line()) && performance.getEntriesByName('ready').length === 0) await frame();
    const drawn = performance.now();
    if (!first) return { drawn, answered: drawn };
    /** @type {HTMLElement} */ (app().root.querySelector('#button')).click();
    while (line() === first) await frame();
    return { drawn, answered: performance.now() };
  };

  /** @type {Probed} */ (/** @type {unknown} */ (window)).benchmark = {
    ...(visits && { visit: visit() }),
    app,
    async drawn(count) {
      const drawn = () =>
        elements().filter((element) => element.shadowRoot?.querySelector(FIGURE)).length +
        drawnFrames;
      while (drawn() < count) await frame();
      return performance.now();
    },
    async tasks() {
      if (!observed) return {};
      // The observer is told of a task after it.
      await new Promise((resolve) => setTimeout(resolve, 200));
      const [longest, blocking] = [
        Math.max(0, ...tasks),
        tasks.reduce((sum, each) => sum + each - 50, 0),
      ];
      tasks = [];
      return { longest, blocking };
    },
  };
}
