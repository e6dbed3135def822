/**
 * MarkupSafe publishes no wheel that Pyodide's core can use, only a source archive whose C speed-ups
 * are optional. This lays out what a build without a compiler would install, with no build tool whose
 * version could change the result.
 */
import { gunzipSync } from 'node:zlib';

/**
 * @param {Uint8Array} sdist
 * @returns {Map<string, Uint8Array>} The files by path below site-packages.
 */
export function readMarkupSafe(sdist) {
  const files = new Map();
  for (const [path, content] of untar(gunzipSync(sdist))) {
    const [top = '', ...rest] = path.split('/');
    const inner = rest.join('/');
    const info = `${top}.dist-info`;
    if (inner === 'PKG-INFO') files.set(`${info}/METADATA`, content);
    else if (inner === 'LICENSE.txt') files.set(`${info}/licenses/LICENSE.txt`, content);
    else if (/^src\/markupsafe\/[^/]+\.py$|^src\/markupsafe\/py\.typed$/.test(inner))
      files.set(inner.slice('src/'.length), content);
  }
  return files;
}

/**
 * The regular files of a ustar archive; POSIX.1-1988 headers suffice for the paths taken here.
 *
 * @param {Buffer} archive
 * @returns {Generator<[string, Uint8Array]>}
 */
function* untar(archive) {
  const text = (/** @type {number} */ offset, /** @type {number} */ length) =>
    archive.toString('utf8', offset, offset + length).replace(/\0.*/s, '');
  for (let offset = 0; archive[offset];) {
    const size = parseInt(text(offset + 124, 12), 8);
    const isFile = ['0', ''].includes(text(offset + 156, 1));
    const content = offset + 512;
    if (isFile) yield [text(offset, 100), archive.subarray(content, content + size)];
    offset = content + Math.ceil(size / 512) * 512;
  }
}
