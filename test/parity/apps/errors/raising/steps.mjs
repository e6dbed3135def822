/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one raises': (app) => app.click('#divide'),
    'the other works': (app) => app.click('#fine'),
    'and raises again': (app) => app.click('#divide'),
  },
};
