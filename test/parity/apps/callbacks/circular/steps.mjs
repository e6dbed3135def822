/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one follows the other': (app) => app.type('1', '#celsius'),
    'and the other the one': (app) => app.type('0', '#fahrenheit'),
  },
};
