/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'one more': (app) => app.click('#add'),
    'and a change of one': (app) => app.type('x', 'input'),
  },
};
