/** The scripts of component suites that a page may load by itself, each from a file of its own. */

/** @typedef {import('./pack.mjs').Files} Files */

/** The folder of these files in the pack. */
const FOLDER = 'suites';

/** From this size on a script is worth a request of its own, in bytes. */
const WORTH_A_REQUEST = 10_240;

/**
 * Has V8 compile all of a script while it loads, beside the page's thread: of functions that are compiled when they
 * are first called, Plotly calls so many as it starts that this takes half a second of the page. Others read a comment.
 * https://github.com/WICG/explicit-javascript-compile-hints-file-based
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * Takes these scripts out of site-packages.
 *
 * @param {Files} site
 * @returns {Files} By path in the pack.
 */
export function takeStaticScripts(site) {
  /** @type {Files} */
  const scripts = new Map();
  for (const [path, content] of [...site]) {
    if (!path.endsWith('.js') || content.length < WORTH_A_REQUEST) continue;
    site.delete(path);
    scripts.set(`${FOLDER}/${path}`, Buffer.concat([Buffer.from(COMPILE_HINT), content]));
  }
  return scripts;
}
