/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'once more': (app) => app.click('#ask'),
    'and again': (app) => app.click('#ask'),
  },
};
