/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'all follow one': (app) => app.type('0', '#a'),
    'a state is not asked': (app) => app.type('5', '#c'),
  },
};
