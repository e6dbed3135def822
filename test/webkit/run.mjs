import { checkClaims } from '../runner/claims.mjs';
import { startSite } from '../runner/site.mjs';
import { withWebKit } from './session.mjs';

/** WebKitGTK compiles WebAssembly slowly, and more so on two cores. */
const BOOT_TIMEOUT = 180_000;

/** Body of a function that finds an element in the app. @param {string} selector */
const find = (selector) =>
  `return document.querySelector('web-dash').shadowRoot?.querySelector('${selector}')`;

/** Waits until the app is shown. @param {import('./webdriver.mjs').WebDriver} browser */
async function rendered(browser) {
  const isReady = `document.querySelector('web-dash').getAttribute('state') === 'ready'`;
  const isRendered = `${find('#count')}?.textContent === '0' && ${isReady}`;
  const failed = `const e = document.querySelector('web-dash'); return e.getAttribute('state') === 'failed' && e.shadowRoot.textContent`;
  await browser.until('the app is rendered', isRendered, BOOT_TIMEOUT, failed);
}

/** @type {readonly [claim: string, test: (browser: import('./webdriver.mjs').WebDriver) => Promise<void>][]} */
const CLAIMS = [
  ['boots and renders an app', (browser) => rendered(browser)],
  [
    'answers a callback',
    async (browser) => {
      await browser.click(find('#button'));
      await browser.until('the click is counted', `${find('#count')}?.textContent === '1'`);
    },
  ],
  [
    'opens a menu above the page and takes a choice from it',
    async (browser) => {
      const option = `return [...document.querySelector('web-dash').shadowRoot.querySelectorAll('label')].find((label) => label.textContent === 'Paris')`;
      await browser.until('the dropdown is there', `${find('#city')} !== null`);
      await browser.click(find('#city'));
      await browser.until('the menu is open', `${option} !== undefined`);
      await browser.click(option);
      await browser.until('the choice is shown', `${find('#chosen')}?.textContent === 'Paris'`);
    },
  ],
  [
    'finds what the app kept at the last visit',
    async (browser) => {
      await browser.open(String(await browser.run('return location.href')));
      await rendered(browser);
      await browser.until('visits are counted', `${find('#visits')}?.textContent === '2'`);
    },
  ],
];

/**
 * Shows that the element works at all in WebKit, the engine that the test runner does not drive.
 *
 * @param {import('./session.mjs').Programs} programs
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runWebKitTests(programs) {
  const site = await startSite();
  try {
    return await withWebKit(programs, async (browser) => {
      await browser.open(`${site.origin}/webkit/page.html`);
      return checkClaims('WebKit', CLAIMS, browser);
    });
  } finally {
    await site.kill();
  }
}
