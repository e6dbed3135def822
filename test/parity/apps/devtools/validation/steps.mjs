/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: { 'the first': (app) => app.click('.test-devtools-error-toggle') },
  known: {
    'is shown/console': 'React commends its tools only to windows that are in no other',
  },
};
