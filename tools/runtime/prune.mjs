/** What of the installed files never reaches a browser. */

/** Files that are left out, each kind for one reason. */
const PRUNED = [
  /\.(js|css)\.map$/, // for debuggers of the libraries' authors
  /\.(c|h|pyi|pyx|R|jl|template)$/, // sources and type stubs
  /(^|\/)py\.typed$/,
  /(^|\/)(tests?|testing|conftest\.py)(\/|$)/,
  /^(dash_)?(labextension|nbextension)s?\/|^[^/]+\/(labextension|nbextension)\//, // notebooks'
  /^plotly\/package_data\/widgetbundle\.js$/, // notebooks' as well
  /^dash\/dash-renderer\/build\/dash_renderer\.dev\.js$/, // 8 MB: in `dev.pack` alone
  /^dash\/deps\/react(-dom)?@16\./, // React 16 listens on the document: it can't run in a shadow root
  /^dash\/dash_table\/(commons|demo)\.js$/, // nothing refers to them
  /^webdash\/prerender\//, // our tool of app authors
  /^dash\/extract-meta\.js$|^dash\/development\/_(r|jl)_/, // tools of component authors
];

/** @param {string} path */
export function isPruned(path) {
  return PRUNED.some((pattern) => pattern.test(path));
}

/**
 * The standard library is kept whole, for an app may import any of it: what can't work in a browser is
 * left out by Pyodide already.
 *
 * @param {string} path
 */
export function isPrunedStdlib(path) {
  return !path.endsWith('.py');
}
