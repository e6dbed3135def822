/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'the first': (app) => app.click('#left'),
    'the second': (app) => app.click('#right'),
    'and the third': (app) => app.click('#reset'),
  },
};
