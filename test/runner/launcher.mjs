import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer from 'puppeteer';

/**
 * @import { Browser, BrowserContext, LaunchOptions, Page } from 'puppeteer'
 * @typedef {object} Session
 * @property {BrowserContext} context
 * @property {Page} page The page in which the test file runs.
 * @property {string} downloads Folder that takes the downloads of all pages of this session.
 */

/** A small laptop's window: wide enough for two graphs side by side. */
const VIEWPORT = { width: 1024, height: 768 };

/**
 * Runs each test file in a browser context of its own, thrown away afterwards.
 *
 * The launchers that come with the test runner use a page again for the next file. Then storage,
 * history and a running kernel of one file would reach the next, and Firefox and Chromium would keep
 * the WebAssembly memory of every kernel.
 */
export class IsolatedLauncher {
  // What the commands of @web/test-runner-commands look at to find out how to drive a page.
  type = 'puppeteer';

  /** @type {string} */ name;
  /** @type {number} */ concurrency;
  /** @type {LaunchOptions} */ #options;
  /** @type {Promise<Browser> | undefined} */ #browser;
  /** @type {Map<string, Session>} */ #sessions = new Map();

  /**
   * @param {string} name
   * @param {LaunchOptions} options
   * @param {number} concurrency How many test files run at the same time.
   */
  constructor(name, options, concurrency) {
    this.name = name;
    this.concurrency = concurrency;
    this.#options = options;
  }

  async stop() {
    const browser = await this.#browser?.catch(() => undefined);
    this.#browser = undefined;
    await browser?.close();
  }

  /**
   * @param {string} id
   * @param {string} url
   */
  async startSession(id, url) {
    const browser = await this.#launched();
    const downloads = await mkdtemp(path.join(tmpdir(), 'web-dash-downloads-'));
    const context = await browser.createBrowserContext({
      downloadBehavior: { policy: 'allow', downloadPath: downloads },
    });
    const page = await context.newPage();
    this.#sessions.set(id, { context, page, downloads });
    await page.setViewport(VIEWPORT);
    await page.goto(url);
  }

  /** @param {string} id */
  async stopSession(id) {
    const { context, downloads } = this.session(id);
    this.#sessions.delete(id);
    await context.close();
    await rm(downloads, { recursive: true, force: true });
    return {};
  }

  /** @param {string} id */
  isActive(id) {
    return this.#sessions.has(id);
  }

  /** @param {string} id */
  getBrowserUrl(id) {
    return this.getPage(id).url();
  }

  /** @param {string} id */
  getPage(id) {
    return this.session(id).page;
  }

  /**
   * @param {string} id
   * @returns {Session}
   */
  session(id) {
    const session = this.#sessions.get(id);
    if (!session) throw new Error(`No page for the session ${id}`);
    return session;
  }

  /** @returns {Promise<void>} */
  async startDebugSession() {
    throw new Error(
      `${this.name} runs without a window. Use npm start and the browser’s own tools.`,
    );
  }

  /** Sessions that start at the same time share one start; after a crash the next gets a new browser. */
  #launched() {
    this.#browser ??= puppeteer.launch(this.#options).then((browser) => {
      browser.once('disconnected', () => (this.#browser = undefined));
      return browser;
    });
    return this.#browser;
  }
}

/**
 * @param {string} executablePath
 * @returns {LaunchOptions}
 */
export function chromiumOptions(executablePath) {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  // Chromium refuses to start as root with its sandbox, as in most containers.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { browser: 'chrome', executablePath, args };
}

/** @param {string} executablePath */
export function chromium(executablePath) {
  return new IsolatedLauncher('Chromium', chromiumOptions(executablePath), 2);
}

/**
 * @param {string} executablePath
 * @returns {LaunchOptions}
 */
export function firefoxOptions(executablePath) {
  return { browser: 'firefox', executablePath };
}

/** @param {string} executablePath */
export function firefox(executablePath) {
  // One file at a time: contexts are tabs of one window there, and only the tab in front gets frames.
  return new IsolatedLauncher('Firefox', firefoxOptions(executablePath), 1);
}
