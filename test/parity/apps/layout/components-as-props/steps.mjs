/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a button in a label': (app) => app.click('button', 'in 1'),
    'the order turns': (app) => app.click('#turn'),
  },
};
