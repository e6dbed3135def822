import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { ROOT } from '../../tools/paths.mjs';

/** @import { CDPSession } from 'puppeteer' */

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
 * @param {CDPSession} session Of the page.
 */
export async function serveOutside(session) {
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    answer(new URL(request.url))
      .then((response) => session.send('Fetch.fulfillRequest', { requestId, ...response }))
      .catch(() => session.send('Fetch.failRequest', { requestId, errorReason: 'NameNotResolved' }))
      // The page is gone.
      .catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: 'https://*' }] });
}

/** @param {URL} url */
async function answer({ pathname }) {
  const { name, file, set } = { ...FILES.exec(pathname)?.groups, ...ICONS.exec(pathname)?.groups };
  const isFont = FONTS.test(pathname);
  const found = set ? `@iconify-json/${set}/icons.json` : `${name}${file}`;
  return {
    responseCode: 200,
    responseHeaders: [
      {
        name: 'Content-Type',
        value: TYPES.get(isFont ? '.css' : path.extname(found)) ?? 'text/plain',
      },
      { name: 'Access-Control-Allow-Origin', value: '*' },
    ],
    body: isFont ? '' : await readFile(path.join(PACKAGES, found), 'base64'),
  };
}
