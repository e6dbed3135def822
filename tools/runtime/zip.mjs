/**
 * Zip archives as maps from path to bytes. Writing is deterministic: entries are sorted and dated
 * alike, so that equal content gives equal bytes.
 */
import { unzipSync, zipSync } from 'fflate';

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
 * @param {0 | 9} level 0 stores, 9 deflates as tightly as fflate can.
 * @returns {Uint8Array}
 */
export function zip(files, level) {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level, mtime: EPOCH });
}
