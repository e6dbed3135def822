/**
 * Whether a file is one that Dash serves only to apps with dev tools: what it calls dev bundles, and the React that
 * checks props.
 *
 * @param {string} path Below site-packages.
 */
export function isDevBundle(path) {
  return DEV_BUNDLES.some((pattern) => pattern.test(path));
}

const DEV_BUNDLES = [
  /^dash\/dash-renderer\/build\/dash_renderer\.dev\.js$/,
  /^dash\/dcc\/proptypes\.js$/,
  // React 16 listens on the document: it can't run in a shadow root.
  /^dash\/deps\/(?!react(-dom)?@16\.)[^/]+(?<!\.min)\.js$/,
];
