/**
 * What the pack tells of the distributions in it, for `importlib.metadata` and micropip: name, version and
 * requirements of each, its entry points, and which modules are its own.
 */

/** @typedef {Map<string, Uint8Array>} Files By path below site-packages. */

/** Whether a file tells of an installed distribution, instead of being part of it. @param {string} path */
export function isMetadata(path) {
  return /^[^/]+\.dist-info\//.test(path);
}

/**
 * @param {Files} files All that a distribution installs.
 * @returns {Files} The metadata to install.
 */
export function metadataOf(files) {
  const tops = new Set();
  /** @type {Files} */
  const kept = new Map();
  let folder = '';
  for (const [path, content] of files) {
    if (!isMetadata(path)) tops.add(path.replace(/\/.*|\.py$/s, ''));
    else if (path.endsWith('/METADATA')) {
      folder = path.slice(0, -'METADATA'.length);
      kept.set(path, head(content));
    } else if (path.endsWith('.dist-info/entry_points.txt')) kept.set(path, content);
  }
  const names = [...tops].sort().map((name) => `${name}\n`);
  kept.set(`${folder}top_level.txt`, new TextEncoder().encode(names.join('')));
  return kept;
}

/**
 * METADATA without the description, which only an index shows. (Licences are in THIRD-PARTY-NOTICES.txt.)
 *
 * @param {Uint8Array} metadata
 */
function head(metadata) {
  const text = new TextDecoder().decode(metadata).replaceAll('\r\n', '\n');
  return new TextEncoder().encode(`${text.split('\n\n')[0]?.trimEnd()}\n`);
}
