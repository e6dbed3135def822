/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'too few': (app) => app.click('#few'),
    'too many': (app) => app.click('#many'),
    'by another name': (app) => app.click('#named'),
  },
};
