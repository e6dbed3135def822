/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'beside an output': (app) => app.click('#aside'),
    'without an output': (app) => app.click('#only'),
  },
};
