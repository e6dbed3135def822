/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one raises': (app) => app.click('#divide'),
    'its traceback': (app) => app.click('.test-devtools-error-toggle'),
    'is folded': (app) => app.click('.test-devtools-error-toggle'),
    'one returns too little': (app) => app.click('#return'),
    'a route raises': (app) => app.click('#route'),
  },
};
