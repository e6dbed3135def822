import puppeteer from 'puppeteer';

import { startServer } from '../../tools/serve.mjs';
import { chromiumOptions } from '../runner/launcher.mjs';

/**
 * @import { Page } from 'puppeteer'
 * @import { Context } from './run.mjs'
 */

/** A script of Dash's that every app's page runs. */
const SCRIPT = /\/dash_renderer\.min\.js$/;

const TIMEOUT = 60_000;

/**
 * What Chromium says of the code that it makes or takes.
 *
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {{ url?: string, fileName?: string, data?: { url?: string, consumedCacheSize?: number } }} args
 */

/** @type {readonly [claim: string, test: (context: Context) => Promise<void>][]} */
export const KEPT_CODE_CLAIMS = [
  [
    'has the browser keep the code of Dash’s scripts for the second visit',
    async ({ folder, chromium }) => {
      const site = await startServer({ mounts: { '/': folder }, port: 0 });
      const browser = await puppeteer.launch(chromiumOptions(chromium));
      try {
        const address = `${site.origin}/index.html`;
        const page = await browser.newPage();
        /** @type {string[]} */
        const complaints = [];
        page.on('pageerror', (error) => complaints.push(String(error)));
        page.on('console', (message) => {
          const isComplaint = /^(?:error|warn)/.test(message.type());
          // On a slow machine Chromium tells of what was loaded long before it is used.
          if (isComplaint && !message.text().includes('preload')) complaints.push(message.text());
        });
        const first = await traced(page, async () => {
          await page.goto(address);
          await page.waitForFunction(isKept, { timeout: TIMEOUT });
        });
        if (!first.some(({ name }) => name === 'v8.produceCache')) {
          throw new Error('Nothing was kept on the first visit.');
        }
        if (complaints.length > 0) throw new Error(`Told in the console: ${complaints.join()}`);
        await page.close();

        const again = await browser.newPage();
        const second = await traced(again, async () => {
          await again.goto(address);
          await again.waitForFunction(isShown, { timeout: TIMEOUT });
        });
        if (!second.some(({ args }) => (args.data?.consumedCacheSize ?? 0) > 0)) {
          throw new Error('The second visit found no code.');
        }
      } finally {
        await browser.close();
        await site.close();
      }
    },
  ],
];

/**
 * @param {Page} page
 * @param {() => Promise<void>} use
 * @returns {Promise<TraceEvent[]>} What happened to the script meanwhile.
 */
async function traced(page, use) {
  await page.tracing.start({ categories: ['-*', 'devtools.timeline', 'v8'] });
  await use();
  const text = new TextDecoder().decode(await page.tracing.stop());
  /** @type {TraceEvent[]} */
  const events = JSON.parse(text).traceEvents;
  return events.filter(({ args: { url, fileName, data } = {} }) =>
    SCRIPT.test(data?.url ?? url ?? fileName ?? ''),
  );
}

/** Runs in the page: whether it has had the code of scripts kept, and has done with it. */
function isKept() {
  return (
    localStorage.getItem('web-dash kept code')?.includes('dash_renderer') &&
    document.querySelector('[data-web-dash="kept-code"]') === null
  );
}

/** Runs in the page. */
function isShown() {
  return document.querySelector('web-dash')?.shadowRoot?.querySelector('#count') != null;
}
