/**
 * What the parity suite asks inside a page, whether Dash's own server or an element shows the app. Runs
 * before the page's own scripts, as a classic script, and defines `window.parity`.
 */
(() => {
  // Frames of the page (realms among them) are asked through it.
  if (window !== window.top) return;

  /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (window))['parity'] = {
    document: appDocument,
    root: () => host()?.shadowRoot ?? document,
    quietTime,
    /** Has the time of rest begin anew: something has been done that the app may answer later. */
    disturbed: () => (quietTicks = 0),
    describe,
  };

  /** What is there while something is under way. */
  const BUSY = '._dash-loading, .dash-graph--pending, .ag-scrollbar-scrolling';

  /** How often it is looked whether the app stands still, in milliseconds. */
  const TICK = 20;

  // Counted in ticks, as a thread that is busy or waits for its turn is not at rest.
  let quietTicks = 0;
  /** @type {Node | undefined} */
  let watched;
  const observer = new MutationObserver(() => (quietTicks = 0));
  setInterval(() => (quietTicks = isBusy() ? 0 : quietTicks + 1), TICK);

  function host() {
    return document.querySelector('web-dash');
  }

  /** The app's document: that of its realm where an element shows it. */
  function appDocument() {
    const element = host();
    return element ? element.shadowRoot?.querySelector('html')?.ownerDocument : document;
  }

  /** How long the app has stood still, in milliseconds. */
  function quietTime() {
    return quietTicks * TICK;
  }

  function isBusy() {
    const root = host()?.shadowRoot ?? document;
    const app = appDocument();
    if (watched !== root) {
      observer.disconnect();
      observer.observe(root, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      watched = root;
      return true;
    }
    const state = host()?.getAttribute('state') ?? 'ready';
    return (
      !['ready', 'failed'].includes(state) ||
      app?.readyState !== 'complete' ||
      app.querySelector(BUSY) !== null ||
      root.getAnimations().some(isMoving)
    );
  }

  /**
   * Whether an animation is under way that will end.
   *
   * @param {Animation} animation
   */
  function isMoving({ playState, effect }) {
    return playState === 'running' && effect?.getComputedTiming().endTime !== Infinity;
  }

  /** Everything of the app that can be compared, as lines of text by subject. */
  function describe() {
    const app = appDocument();
    const view = app?.defaultView;
    if (!app || !view)
      return { document: [host()?.shadowRoot?.textContent.trim() ?? 'no document'] };
    const { pathname, search, hash } = view.location;
    return {
      title: [app.title],
      location: [pathname + search + hash],
      focus: [pathOf(app.activeElement)],
      storage: [
        `cookie ${app.cookie}`,
        ...entriesOf('localStorage', view.localStorage),
        ...entriesOf('sessionStorage', view.sessionStorage),
      ],
      document: linesOf(app.documentElement),
      graphs: [...app.querySelectorAll('.js-plotly-plot')].flatMap((graph) => {
        const { data, layout } = /** @type {Element & { data: unknown, layout: unknown }} */ (
          graph
        );
        return [`graph ${pathOf(graph)}`, ...jsonLines({ data, layout })];
      }),
    };
  }

  /**
   * @param {string} name
   * @param {Storage} storage
   */
  function entriesOf(name, storage) {
    return Object.keys(storage)
      .sort()
      .map((key) => `${name} ${key} = ${storage.getItem(key)}`);
  }

  /**
   * @param {Element | null} element
   * @returns {string}
   */
  function pathOf(element) {
    if (!element) return 'nothing';
    if (element.id) return `${element.localName}#${element.id}`;
    const parent = element.parentElement;
    if (!parent) return element.localName;
    const place = [...parent.children].indexOf(element) + 1;
    return `${pathOf(parent)} > ${element.localName}:nth-child(${place})`;
  }

  /**
   * @param {Element} element
   * @param {string} [margin]
   * @returns {string[]}
   */
  function linesOf(element, margin = '') {
    const attributes = [...element.attributes]
      .map(({ name }) => `${name}=${JSON.stringify(element.getAttribute(name))}`)
      .concat(stateOf(element))
      .sort();
    const lines = [`${margin}<${[element.localName, ...new Set(attributes)].join(' ')}>`];
    // The text of scripts is compared as the response that brought it, that of styles in pictures.
    if (['script', 'style'].includes(element.localName)) return lines;
    const parts = [...element.childNodes].map((child) => {
      if (child.nodeType === Node.ELEMENT_NODE) {
        return linesOf(/** @type {Element} */ (child), `${margin}  `);
      }
      const isText = child.nodeType === Node.TEXT_NODE && child.nodeValue?.trim();
      return isText ? [`${margin}  ${JSON.stringify(child.nodeValue)}`] : [];
    });
    // Scripts that load beside each other add styles to the head.
    if (element.localName === 'head') parts.sort((a, b) => (a.join() < b.join() ? -1 : 1));
    return lines.concat(...parts);
  }

  /**
   * What form controls hold that no attribute tells.
   *
   * @param {Element} element
   */
  function stateOf(element) {
    const { localName } = element;
    if (!['input', 'textarea', 'select', 'option', 'details', 'dialog'].includes(localName))
      return [];
    const control = /** @type {HTMLInputElement} */ (element);
    return /** @type {const} */ (['value', 'checked', 'selected', 'disabled', 'open'])
      .filter((name) => name in control)
      .map((name) => `.${name}=${JSON.stringify(/** @type {any} */ (control)[name])}`);
  }

  /**
   * @param {unknown} value
   * @returns {string[]}
   */
  function jsonLines(value) {
    return JSON.stringify(value, plain, 1).split('\n');
  }

  /**
   * A replacer for JSON: typed arrays as arrays, numbers without the noise of their last digits, and none
   * of the random names that Plotly gives to traces.
   *
   * @param {string} key
   * @param {unknown} value
   */
  function plain(key, value) {
    if (key === 'uid') return undefined;
    // Of the realm's classes, or of the page's.
    if (ArrayBuffer.isView(value)) return Array.from(/** @type {Float64Array} */ (value));
    if (typeof value === 'number' && !Number.isInteger(value)) return Number(value.toPrecision(9));
    return value;
  }
})();
