import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { ROOT } from '../../tools/paths.mjs';

/** @import { CDPSession, Page } from 'puppeteer' */

const PACKAGES = path.join(ROOT, 'node_modules');

/** Where others serve what is in npm's packages: all their files, and sets of icons. */
const FILES = /^\/npm\/(?<name>[\w-]+)@[\d.]+(?<file>\/.+)/;
const ICONS = /^\/(?<set>[\w-]+)\.json$/;
/** Where fonts are served from: none is there, but a theme that asks for some loads. */
const FONTS = /^\/css2?$/;

const TYPES = new Map([
  ['.css', 'text/css'],
  ['.json', 'application/json'],
  ['.woff2', 'font/woff2'],
]);

/**
 * Stands for the Internet: a page is given files of the npm packages that are installed here, and nothing else.
 *
 * @param {Page} page
 * @param {CDPSession} [session] Of the page, where there is one: by it, requests to `http:` aren't delayed.
 */
export async function serveOutside(page, session) {
  if (session) {
    session.on('Fetch.requestPaused', ({ requestId, request }) => {
      answer(new URL(request.url))
        .then(({ status, headers, body }) =>
          session.send('Fetch.fulfillRequest', {
            requestId,
            responseCode: status,
            responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
            body: body.toString('base64'),
          }),
        )
        .catch(() =>
          session.send('Fetch.failRequest', { requestId, errorReason: 'NameNotResolved' }),
        )
        // The page is gone.
        .catch(() => undefined);
    });
    await session.send('Fetch.enable', { patterns: [{ urlPattern: 'https://*' }] });
    return;
  }
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const url = new URL(request.url());
    const answered =
      url.protocol === 'https:'
        ? answer(url).then(
            (response) => request.respond(response),
            () => request.abort('namenotresolved'),
          )
        : request.continue();
    answered.catch(() => undefined);
  });
}

/** @param {URL} url */
async function answer({ pathname }) {
  const { name, file, set } = { ...FILES.exec(pathname)?.groups, ...ICONS.exec(pathname)?.groups };
  const isFont = FONTS.test(pathname);
  const found = set ? `@iconify-json/${set}/icons.json` : `${name}${file}`;
  return {
    status: 200,
    headers: {
      'Content-Type': TYPES.get(isFont ? '.css' : path.extname(found)) ?? 'text/plain',
      'Access-Control-Allow-Origin': '*',
    },
    body: isFont ? Buffer.alloc(0) : await readFile(path.join(PACKAGES, found)),
  };
}
