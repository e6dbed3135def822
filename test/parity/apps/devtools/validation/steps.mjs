/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: { 'the first': (app) => app.click('.test-devtools-error-toggle') },
};
