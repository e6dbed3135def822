const WRONG = ['too-few', 'too-many', 'no-list', 'no-json', 'a-set', 'nested', 'fine'];

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: Object.fromEntries(
    WRONG.map((name) => [
      name,
      (/** @type {import('../../../driver.mjs').Driver} */ app) => app.click(`#${name}`),
    ]),
  ),
};
