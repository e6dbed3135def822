/**
 * Zip archives as maps from path to bytes. Writing is deterministic: entries are sorted and dated
 * alike, so that equal content gives equal bytes.
 */
import { gzipSync, unzipSync, zipSync } from 'fflate';

/** The first day a zip can name; fflate reads the local time of day from it. */
const EPOCH = new Date(1980, 0, 1);

/**
 * @param {Uint8Array} archive
 * @returns {Map<string, Uint8Array>} The files, without the entries of folders.
 */
export function unzip(archive) {
  return new Map(Object.entries(unzipSync(archive)).filter(([path]) => !path.endsWith('/')));
}

/**
 * @param {Map<string, Uint8Array>} files
 * @returns {Uint8Array} A zip whose entries are stored as they are.
 */
export function zip(files) {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 0, mtime: EPOCH });
}

/**
 * A zip that is compressed as a whole: a third smaller than one of compressed entries, as files resemble each
 * other, and unpacked natively by the browser.
 *
 * @param {Map<string, Uint8Array>} files
 * @returns {Uint8Array}
 */
export function pack(files) {
  return gzipSync(zip(files), { level: 9, mtime: 0 });
}
