import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { record } from '../../tools/prerender.mjs';
import { IsolatedLauncher } from './launcher.mjs';
import { RECORDS, startSite } from './site.mjs';

/**
 * @import { Page } from 'puppeteer'
 * @import { TestRunnerPlugin } from '@web/test-runner'
 * @import { Site } from './site.mjs'
 * @typedef {import('../helpers/commands.js').Commands} Commands
 */

const SCREENSHOTS = fileURLToPath(new URL('../../.cache/screenshots/', import.meta.url));

/**
 * What a test page cannot do by itself: the Node side of `test/helpers/commands.ts`.
 *
 * @returns {TestRunnerPlugin<any>}
 */
export function commandsPlugin() {
  /** @type {Map<string, Site>} */
  const sites = new Map();
  /** @type {Map<string, Page>} */
  const pages = new Map();

  /**
   * @type {{ [K in keyof Commands]:
   *   (payload: Commands[K]['payload'], launcher: IsolatedLauncher, id: string) => Promise<Commands[K]['result']> }}
   */
  const commands = {
    async 'start-server'(options) {
      const site = await startSite(options);
      sites.set(site.origin, site);
      return { origin: site.origin };
    },
    async 'server-requests'({ origin }) {
      return { requests: sites.get(origin)?.requests ?? [] };
    },
    async 'stop-server'({ origin }) {
      await sites.get(origin)?.kill();
      return {};
    },
    async 'open-page'({ url }, launcher, id) {
      const page = await launcher.session(id).context.newPage();
      const name = `${id}:${pages.size}`;
      pages.set(name, page);
      page.once('close', () => pages.delete(name));
      await page.goto(url);
      return { page: name };
    },
    async evaluate({ page, expression }) {
      const found = pages.get(page);
      if (!found) throw new Error(`No open page ${page}`);
      return { value: await found.evaluate(expression) };
    },
    async 'close-page'({ page }) {
      await pages.get(page)?.close();
      return {};
    },
    async 'record-app'({ name, code }) {
      const folder = path.join(RECORDS, name);
      await mkdir(folder, { recursive: true });
      const app = path.join(folder, 'app.py');
      await writeFile(app, code);
      await record(app);
      return {};
    },
    async 'limit-storage'({ bytes }, launcher, id) {
      const page = launcher.getPage(id);
      const { origin } = new URL(page.url());
      // The limit holds as long as this session does: to the end of the page.
      const session = await page.createCDPSession();
      await session.send('Storage.overrideQuotaForOrigin', {
        origin,
        ...(bytes !== null && { quotaSize: bytes }),
      });
      return {};
    },
    async 'take-screenshot'({ name }, launcher, id) {
      await mkdir(SCREENSHOTS, { recursive: true });
      const file = path.join(SCREENSHOTS, `${launcher.name.toLowerCase()}-${name}.png`);
      await launcher.getPage(id).screenshot({ path: /** @type {`${string}.png`} */ (file) });
      return {};
    },
    async 'double-click'({ x, y }, launcher, id) {
      await launcher.getPage(id).mouse.click(x, y, { count: 2 });
      return {};
    },
    async 'mouse-wheel'({ deltaX, deltaY }, launcher, id) {
      await launcher.getPage(id).mouse.wheel({ deltaX, deltaY });
      return {};
    },
    async 'read-download'({ name }, launcher, id) {
      const { downloads } = launcher.session(id);
      const deadline = Date.now() + 15_000;
      for (;;) {
        const names = await readdir(downloads);
        if (names.includes(name)) {
          const content = await readFile(path.join(downloads, name));
          // Firefox makes the file first and fills it later.
          if (content.length > 0) return { base64: content.toString('base64') };
        }
        if (Date.now() > deadline) {
          throw new Error(`${name} was not downloaded. Downloads: ${names.join(', ') || 'none'}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };

  return {
    name: 'web-dash-commands',
    executeCommand({ command, payload, session }) {
      if (!(command in commands)) return undefined;
      const launcher = /** @type {unknown} */ (session.browser);
      if (!(launcher instanceof IsolatedLauncher)) throw new Error('Unknown kind of browser');
      return commands[/** @type {keyof Commands} */ (command)](payload, launcher, session.id);
    },
    async serverStop() {
      await Promise.all([...sites.values()].map((site) => site.kill()));
    },
  };
}
