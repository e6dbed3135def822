/**
 * @import { ElementHandle, KeyInput, Page } from 'puppeteer'
 * @import { Recorder } from './recorder.mjs'
 *
 * @typedef {readonly [x: number, y: number]} Place In an element, as fractions of its width and height.
 */

/** How long a step waits for what it uses, in milliseconds. */
const TIMEOUT = 15_000;
const PAUSE = 50;
const READING_TIME = 300;
const DRAG_STEPS = 5;

/**
 * Operates an app as its user would: with mouse and keyboard, wherever its document is.
 *
 * Elements are named by a CSS selector within the app's document and, if need be, the text they hold: of
 * those that match, the first one that is shown is meant.
 */
export class Driver {
  #page;
  #recorder;
  #rest;

  /**
   * @param {Page} page A page with `in-page.js`.
   * @param {Recorder} recorder
   * @param {() => Promise<void>} rest Waits until the app has answered what was done to it.
   */
  constructor(page, recorder, rest) {
    this.#page = page;
    this.#recorder = recorder;
    this.#rest = rest;
  }

  /**
   * @param {string} selector
   * @param {string} [text]
   */
  async click(selector, text) {
    const element = await this.find(selector, text);
    await element.hover();
    await this.#frame();
    await element.click();
  }

  /** @param {string} selector */
  async doubleClick(selector) {
    const element = await this.find(selector);
    await element.hover();
    await this.#frame();
    await element.click({ count: 2 });
  }

  /** @param {string} selector */
  async hover(selector) {
    await (await this.find(selector)).hover();
  }

  /**
   * Types into what has the focus, or into the element of a selector after a click on it.
   *
   * @param {string} text
   * @param {string} [selector]
   */
  async type(text, selector) {
    if (selector !== undefined) {
      await this.click(selector);
      await this.#rest();
    }
    await this.#each([...text], (character) => this.#page.keyboard.type(character));
  }

  /** @param {...KeyInput} keys */
  async press(...keys) {
    await this.#each(keys, (key) => this.#page.keyboard.press(key));
  }

  /**
   * Presses keys while others are held down.
   *
   * @param {KeyInput} held
   * @param {KeyInput} key
   */
  async chord(held, key) {
    await this.#page.keyboard.down(held);
    await this.#page.keyboard.press(key);
    await this.#page.keyboard.up(held);
  }

  /**
   * Drags from a place in an element to another, both as fractions of its width and height.
   *
   * @param {string} selector
   * @param {Place} from
   * @param {Place} to
   */
  async drag(selector, from, to) {
    const places = Array.from({ length: DRAG_STEPS }, (_, index) => {
      const part = (index + 1) / DRAG_STEPS;
      /** @param {0 | 1} axis */
      const between = (axis) => from[axis] + part * (to[axis] - from[axis]);
      return /** @type {const} */ ([between(0), between(1)]);
    });
    await this.path(selector, from, ...places);
  }

  /**
   * Drags through places in an element.
   *
   * @param {string} selector
   * @param {Place} from
   * @param {...Place} places
   */
  async path(selector, from, ...places) {
    const at = await this.#placesIn(selector);
    await this.#page.mouse.move(...at(from));
    await this.#frame();
    await this.#page.mouse.down();
    for (const place of places) {
      await this.#page.mouse.move(...at(place));
      await this.#frame();
    }
    await this.#page.mouse.up();
  }

  /**
   * Moves the mouse to a place in an element and, if told so, clicks there.
   *
   * @param {string} selector
   * @param {Place} place
   * @param {boolean} [click]
   */
  async point(selector, place, click = false) {
    const at = (await this.#placesIn(selector))(place);
    await this.#page.mouse.move(...at);
    await this.#frame();
    if (click) await this.#page.mouse.click(...at);
  }

  /** @param {number} deltaY In pixels. */
  async wheel(deltaY) {
    await this.#page.mouse.wheel({ deltaY });
  }

  /**
   * Makes the window as large as this, in pixels.
   *
   * @param {number} width
   * @param {number} height
   */
  async resize(width, height) {
    await this.#page.setViewport({ width, height });
  }

  /**
   * @param {string} selector Of an `<input type="file">`, which may be hidden.
   * @param {...string} files Paths on this machine.
   */
  async upload(selector, ...files) {
    const input = await this.#query(selector, undefined, false);
    if (!input) throw new Error(`There is no ${selector}.`);
    await /** @type {ElementHandle<HTMLInputElement>} */ (input).uploadFile(...files);
    // Scripts read files at their leisure.
    await this.wait(READING_TIME);
  }

  /** Waits until a file has been saved. @param {string} name */
  async saved(name) {
    await this.#recorder.download(name);
  }

  /** Says how dialogs are to be answered from now on. @param {boolean} accepts */
  answerDialogs(accepts) {
    this.#recorder.accepts = accepts;
  }

  /** Goes through the history of the app's window. @param {number} steps -1 is back. */
  async go(steps) {
    await this.run(`window.history.go(${steps})`);
  }

  async reload() {
    await this.run('window.location.reload()');
    // So that what was there before the reload is not taken for what comes after it.
    await this.wait(300);
  }

  /**
   * Runs an expression that knows the app's `document` and `window`.
   *
   * @param {string} expression
   * @returns {Promise<unknown>} Its value, as JSON can tell it.
   */
  run(expression) {
    return this.#page.evaluate(
      `((document) => { const window = document.defaultView; return (${expression}); })(parity.document())`,
    );
  }

  /**
   * Waits until an element is shown.
   *
   * @param {string} selector
   * @param {string} [text]
   * @returns {Promise<ElementHandle>}
   */
  async find(selector, text) {
    const deadline = Date.now() + TIMEOUT;
    for (;;) {
      const found = await this.#query(selector, text, true);
      if (found) return found;
      if (Date.now() > deadline) {
        throw new Error(`${selector}${text === undefined ? '' : ` with “${text}”`} is not shown.`);
      }
      await this.wait(PAUSE);
    }
  }

  /** Waits until there is no such element. @param {string} selector */
  async gone(selector) {
    const deadline = Date.now() + TIMEOUT;
    while (await this.#query(selector, undefined, false)) {
      if (Date.now() > deadline) throw new Error(`${selector} stays.`);
      await this.wait(PAUSE);
    }
  }

  /** Waits until the app has answered what was done to it. */
  async rest() {
    await this.#rest();
  }

  /** @param {number} milliseconds */
  wait(milliseconds) {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  /**
   * Where places in an element are in the window.
   *
   * @param {string} selector
   * @returns {Promise<(place: Place) => [x: number, y: number]>}
   */
  async #placesIn(selector) {
    const box = await (await this.find(selector)).boundingBox();
    if (!box) throw new Error(`${selector} is not shown.`);
    return ([x, y]) => [Math.round(box.x + x * box.width), Math.round(box.y + y * box.height)];
  }

  /** Waits until the page has taken note of where the mouse is: within a frame only its last place counts. */
  async #frame() {
    await this.#page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  /**
   * Does something with each, slowly enough that the app answers each.
   *
   * @template T
   * @param {readonly T[]} items
   * @param {(item: T) => Promise<void>} action
   */
  async #each(items, action) {
    for (const [index, item] of items.entries()) {
      if (index > 0) await this.#rest();
      await action(item);
    }
  }

  /**
   * @param {string} selector
   * @param {string | undefined} text
   * @param {boolean} shown
   */
  async #query(selector, text, shown) {
    const handle = await this.#page
      .evaluateHandle(
        (selector, text, shown) => {
          /** @type {Document | undefined} */
          const app = /** @type {any} */ (window).parity.document();
          return [...(app?.querySelectorAll(selector) ?? [])].find(
            (element) =>
              (!shown || element.getClientRects().length > 0) &&
              (text === undefined || element.textContent?.trim() === text),
          );
        },
        selector,
        text,
        shown,
      )
      // The page is being left for another one.
      .catch(() => undefined);
    const element = /** @type {ElementHandle<Element> | null | undefined} */ (handle?.asElement());
    return element ?? undefined;
  }
}
