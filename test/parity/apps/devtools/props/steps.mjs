/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one is of the wrong kind': (app) => app.click('#break'),
    'what is expected': (app) => app.click('.test-devtools-error-toggle'),
    'one is no JSON': (app) => app.click('#no-json'),
  },
};
