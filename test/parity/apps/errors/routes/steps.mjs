const PATHS = ['raises', 'aborts', 'nowhere-json', 'teapot', 'handled'];

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: Object.fromEntries(
    PATHS.map((path) => [
      path,
      (/** @type {import('../../../driver.mjs').Driver} */ app) => app.click(`#${path}`),
    ]),
  ),
};
