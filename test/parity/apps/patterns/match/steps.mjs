/** @type {import('../../../apps.mjs').Parity} */
export const parity = {
  steps: {
    'a menu opens': (app) => app.click('.dash-dropdown'),
    'its choice is told for its own': (app) => app.click('label', 'b'),
    'one is deleted': (app) => app.click('button', 'Delete'),
  },
};
