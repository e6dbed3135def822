/** The two ways to show an app: Dash's own server, and the element. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startDashServer } from './dash-server.mjs';
import { Driver } from './driver.mjs';
import { settle } from './observe.mjs';
import { serveOutside } from './outside.mjs';
import { Recorder } from './recorder.mjs';
import { ServerTraffic } from './traffic.mjs';

/**
 * @import { Browser, BrowserContext, Page } from 'puppeteer'
 * @import { ParityApp } from './apps.mjs'
 * @import { Exchange } from './traffic.mjs'
 *
 * @typedef {object} Shown An app that is shown.
 * @property {Page} page
 * @property {string} origin
 * @property {Driver} driver
 * @property {Recorder} recorder
 * @property {() => Promise<number>} pending How many requests to the app are under way.
 * @property {() => Promise<Exchange[]>} takeTraffic
 * @property {() => Promise<string[]>} takeOutput Lines that Python printed.
 * @property {() => Promise<string[]>} takeErrors Lines that Python wrote to stderr or logged as errors.
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Side
 * @property {Browser} browser
 * @property {(app: ParityApp) => Promise<Shown>} show
 * @property {() => Promise<void>} renew Forgets whatever apps may have left behind.
 * @property {() => Promise<void>} close
 */

const VIEWPORT = { width: 1000, height: 700 };
const BOOT_TIMEOUT = 120_000;
/** How long an app must rest before the next key is pressed, in milliseconds. */
const BETWEEN_KEYS = 150;

/** @param {string} name */
const script = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const IN_PAGE = script('in-page.js');
const RECORD_KERNEL = script('record-kernel.js');

/** What an element's page needs: an element that is the window. */
const HOST =
  '<style>body { margin: 0 } web-dash { height: 100vh }</style>' +
  '<script type="module" src="/dist/web-dash.js"></script>';

/**
 * A browser context with a folder for its downloads, and all permissions.
 *
 * @param {Browser} browser
 */
async function openContext(browser) {
  const downloads = await mkdtemp(path.join(tmpdir(), 'web-dash-parity-'));
  const context = await browser.createBrowserContext({
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
  });
  return {
    context,
    downloads,
    async close() {
      await context.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

/**
 * Whether a browser is Chromium, which tells more than others by a protocol of its own.
 *
 * @param {Browser} browser
 */
export async function isChromium(browser) {
  return /chrom/i.test(await browser.version());
}

/**
 * @param {BrowserContext} context
 * @param {string} origin
 */
async function openPage(context, origin) {
  const chromium = await isChromium(context.browser());
  const clipboard = /** @type {const} */ (['clipboard-read', 'clipboard-write']);
  await context.overridePermissions(origin, [...(chromium ? clipboard : []), 'geolocation']);
  const page = await context.newPage();
  await page.setViewport(VIEWPORT);
  await page.setGeolocation({ latitude: 38.7, longitude: -9.1, accuracy: 10 });
  await page.evaluateOnNewDocument(IN_PAGE);
  const session = chromium ? await page.createCDPSession() : undefined;
  // Of the pages that are shown beside each other, the browser would give the focus to one.
  await session?.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await serveOutside(page, session);
  return page;
}

/**
 * @param {Page} page
 * @param {Recorder} recorder
 * @param {() => Promise<number>} pending
 */
function driverOf(page, recorder, pending) {
  return new Driver(page, recorder, () => settle({ page, pending }, BETWEEN_KEYS));
}

/**
 * Shows apps as `python app.py` serves them.
 *
 * @param {Browser} browser
 * @param {string} python Path of the interpreter.
 * @param {{ site: string, extras: string }} libraries Folders with the component libraries, and with what some
 *   servers have besides.
 * @returns {Promise<Side>}
 */
export async function serverSide(browser, python, { site, extras }) {
  const { context, downloads, close } = await openContext(browser);
  return {
    browser,
    async show({ folder: source, parity }) {
      // An app may write into its folder.
      const folder = await mkdtemp(path.join(tmpdir(), 'web-dash-parity-app-'));
      await cp(source, folder, { recursive: true });
      const server = await startDashServer(python, folder, parity.extras ? [site, extras] : [site]);
      const { origin } = server;
      const page = await openPage(context, origin);
      await page.setCacheEnabled(false);
      const traffic = new ServerTraffic(page, origin, await isChromium(browser));
      const recorder = new Recorder(page, downloads);
      await page.goto(`${origin}/`);
      const pending = () => Promise.resolve(traffic.pending);
      return {
        ...{ page, origin, recorder, pending, driver: driverOf(page, recorder, pending) },
        takeTraffic: () => traffic.take(),
        takeOutput: () => Promise.resolve(server.takeOutput()),
        takeErrors: () => Promise.resolve(server.takeErrors()),
        async close() {
          await page.close();
          server.close();
          // To a browser all servers of a host are one.
          await context.deleteCookie(...(await context.cookies()));
          await rm(folder, { recursive: true, force: true });
        },
      };
    },
    renew: () => Promise.resolve(),
    close,
  };
}

/**
 * Shows apps in an element. They follow each other in one page, and so in one kernel.
 *
 * @param {Browser} browser
 * @param {string} origin Of the site that serves `dist/`, the packages and the apps.
 * @param {string} lock Address of the lock of the packages.
 * @returns {Promise<Side>}
 */
export async function elementSide(browser, origin, lock) {
  const { context, downloads, close } = await openContext(browser);
  /** @type {Page | undefined} */
  let page;

  async function openHost() {
    const opened = await openPage(context, origin);
    await opened.evaluateOnNewDocument(RECORD_KERNEL);
    await opened.goto(`${origin}/page?body=${encodeURIComponent(HOST)}`);
    return opened;
  }

  return {
    browser,
    async show({ name, files }) {
      page ??= await openHost();
      const shown = page;
      await shown.bringToFront();
      const recorder = new Recorder(shown, downloads);
      await shown.setViewport(VIEWPORT);
      await shown.mouse.move(0, 0);
      await shown.evaluate(insertElement, `/apps/${name}`, files, lock, BOOT_TIMEOUT);
      const pending = () => shown.evaluate('kernelTraffic.pending()').then(Number);
      return {
        ...{ page: shown, origin, recorder, pending, driver: driverOf(shown, recorder, pending) },
        takeTraffic: async () => {
          const taken = /** @type {Exchange[]} */ (await shown.evaluate('kernelTraffic.take()'));
          return (await isChromium(browser)) ? taken : [];
        },
        takeOutput: () => takeWritten(shown, ['debug', 'info']),
        takeErrors: () => takeWritten(shown, ['warning', 'error']),
        async close() {
          await shown.evaluate(`document.querySelector('web-dash').remove()`);
          recorder.stop();
        },
      };
    },
    async renew() {
      await page?.close();
      page = undefined;
    },
    close,
  };
}

/**
 * Runs in the page: shows an app, and keeps what its Python writes.
 *
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {string} lock
 * @param {number} timeout
 */
async function insertElement(folder, files, lock, timeout) {
  /** @type {{ level: string, text: string }[]} */
  const written = [];
  const element = /** @type {import('../../src/web-dash-element.js').WebDashElement} */ (
    document.createElement('web-dash')
  );
  Object.assign(element, { parityOutput: written });
  element.addEventListener('output', (event) => {
    const { level, text } = /** @type {Event & { level: string, text: string }} */ (event);
    written.push({ level, text });
    event.preventDefault();
  });
  element.setAttribute('loading', 'eager');
  element.setAttribute('src', `${folder}/app.py`);
  element.setAttribute('lock', lock);
  for (const name of files) {
    const file = document.createElement('web-dash-file');
    file.setAttribute('name', name);
    file.setAttribute('url', `${folder}/${name}`);
    element.append(file);
  }
  const end = new Promise((resolve) => {
    element.addEventListener('loadend', resolve, { once: true });
    setTimeout(resolve, timeout);
  });
  document.body.replaceChildren(element);
  await end;
}

/**
 * @param {Page} page
 * @param {readonly string[]} levels
 * @returns {Promise<string[]>}
 */
function takeWritten(page, levels) {
  return page.evaluate((levels) => {
    const { parityOutput: written } =
      /** @type {{ parityOutput: { level: string, text: string }[] }} */ (
        /** @type {unknown} */ (document.querySelector('web-dash'))
      );
    const taken = written.filter(({ level }) => levels.includes(level));
    for (const each of taken) written.splice(written.indexOf(each), 1);
    return taken.flatMap(({ text }) => text.split('\n')).filter((line) => line.trim());
  }, levels);
}
