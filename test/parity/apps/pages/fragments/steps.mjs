const LINKS = ['section', 'field', 'missing', 'top', 'empty', 'again'];

/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: Object.fromEntries([
    ...LINKS.map((name) => [name, (/** @type {import('../../../driver.mjs').Driver} */ app) => app.click(`#to-${name}`)]),
    ['back', (/** @type {import('../../../driver.mjs').Driver} */ app) => app.go(-1)],
    ['the focus goes on', (/** @type {import('../../../driver.mjs').Driver} */ app) => app.press('Tab')],
  ]),
};
