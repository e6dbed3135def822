/**
 * Zip archives as maps from path to bytes. Writing is deterministic: entries are sorted and dated
 * alike, so that equal content gives equal bytes.
 */
import { Zstd } from '@hpcc-js/wasm-zstd';
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
 * @returns {Uint8Array} A zip whose entries are stored as they are.
 */
export function zip(files) {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 0, mtime: EPOCH });
}

/** Higher ones take longer, for packs that are one or two hundredths smaller. */
const LEVEL = 19;

/**
 * A zip that is compressed as a whole, by Zstandard: half as large as one of compressed entries, as files resemble each
 * other, also those that are far apart, of which gzip sees nothing.
 *
 * @param {Map<string, Uint8Array>} files
 * @returns {Promise<Uint8Array>}
 */
export async function pack(files) {
  const zstd = await Zstd.load();
  return zstd.compress(zip(files), LEVEL);
}
