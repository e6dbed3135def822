/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'another template': (app) => app.click('label', 'plotly_dark'),
    'a range': (app) => app.click('.rangeselector .button'),
  },
};
